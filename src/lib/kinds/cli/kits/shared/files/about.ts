/** What the help says of the tool. */
export const about = {
	name: 'tool',
	help: 'A command line tool.',
};

/** Lines to try: the help shows them, and the terminal as buttons. */
export const examples: readonly string[] = [];
