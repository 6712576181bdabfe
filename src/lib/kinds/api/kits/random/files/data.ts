import type { Entry } from './entry.ts';

/** What one entry is called, where the list is and where a random one is. */
export const label = 'quote';
export const collection = 'quotes';
export const randomPath = '/random';

/** What comes along. Ids stay what they are: callers may have kept them. */
export const builtIn: readonly Entry[] = [
	{
		id: 'q1',
		text: 'The only way to have a friend is to be one.',
		by: 'Ralph Waldo Emerson',
		tags: ['friendship'],
	},
	{ id: 'q2', text: 'Well begun is half done.', by: 'Aristotle', tags: ['work', 'beginnings'] },
	{ id: 'q3', text: 'The unexamined life is not worth living.', by: 'Socrates', tags: ['wisdom'] },
	{
		id: 'q4',
		text: 'It is not because things are difficult that we do not dare; it is because we do not dare that they are difficult.',
		by: 'Seneca',
		tags: ['courage'],
	},
	{
		id: 'q5',
		text: 'Luck is what happens when preparation meets opportunity.',
		by: 'Seneca',
		tags: ['work', 'luck'],
	},
	{
		id: 'q6',
		text: 'You have power over your mind, not outside events.',
		by: 'Marcus Aurelius',
		tags: ['wisdom', 'calm'],
	},
	{
		id: 'q7',
		text: 'The journey of a thousand miles begins with one step.',
		by: 'Lao Tzu',
		tags: ['beginnings', 'courage'],
	},
	{ id: 'q8', text: 'To be, or not to be: that is the question.', by: 'William Shakespeare', tags: ['life'] },
	{ id: 'q9', text: 'Brevity is the soul of wit.', by: 'William Shakespeare', tags: ['wit'] },
	{
		id: 'q10',
		text: 'I have not failed. I have just found ten thousand ways that will not work.',
		by: 'Thomas Edison',
		tags: ['work', 'courage'],
	},
	{
		id: 'q11',
		text: 'If I have seen further, it is by standing on the shoulders of giants.',
		by: 'Isaac Newton',
		tags: ['science', 'humility'],
	},
	{
		id: 'q12',
		text: 'Nothing in life is to be feared, it is only to be understood.',
		by: 'Marie Curie',
		tags: ['science', 'courage'],
	},
	{
		id: 'q13',
		text: 'There is no friend as loyal as a book.',
		by: 'Ernest Hemingway',
		tags: ['books', 'friendship'],
	},
	{ id: 'q14', text: 'Not all those who wander are lost.', by: 'J. R. R. Tolkien', tags: ['travel', 'life'] },
	{ id: 'q15', text: 'Whatever you are, be a good one.', by: 'Abraham Lincoln', tags: ['life', 'work'] },
	{
		id: 'q16',
		text: 'Simplicity is the ultimate sophistication.',
		by: 'Leonardo da Vinci',
		tags: ['design', 'wisdom'],
	},
	{
		id: 'q17',
		text: 'Do what you can, with what you have, where you are.',
		by: 'Theodore Roosevelt',
		tags: ['work', 'courage'],
	},
	{
		id: 'q18',
		text: 'The secret of getting ahead is getting started.',
		by: 'Mark Twain',
		tags: ['beginnings', 'work'],
	},
	{
		id: 'q19',
		text: 'Kindness is a language which the deaf can hear and the blind can see.',
		by: 'Mark Twain',
		tags: ['kindness'],
	},
	{
		id: 'q20',
		text: 'Imagination is more important than knowledge.',
		by: 'Albert Einstein',
		tags: ['science', 'imagination'],
	},
];
