/** Sentences that show what can be asked for; pressing one puts it in the composer. */
export const examples: readonly string[] = [
	'A recipe tracker with title, ingredients and rating',
	'A pomodoro timer, 25/5',
	'Flashcards to learn Spanish',
	'A kanban board for my thesis',
];
