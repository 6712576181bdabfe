import type { Spec } from '#lib/model/spec.ts';
import { kebab } from '../shared/entities.ts';

type Line = readonly [text: string, by: string | null, ...tags: string[]];

export interface Subject {
	/** Singular: "quote". */
	readonly label: string;
	readonly plural: string;
	readonly lines: readonly Line[];
}

const QUOTES: readonly Line[] = [
	['The only way to have a friend is to be one.', 'Ralph Waldo Emerson', 'friendship'],
	['Well begun is half done.', 'Aristotle', 'work', 'beginnings'],
	['The unexamined life is not worth living.', 'Socrates', 'wisdom'],
	[
		'It is not because things are difficult that we do not dare; it is because we do not dare that they are difficult.',
		'Seneca',
		'courage',
	],
	['Luck is what happens when preparation meets opportunity.', 'Seneca', 'work', 'luck'],
	['You have power over your mind, not outside events.', 'Marcus Aurelius', 'wisdom', 'calm'],
	['The journey of a thousand miles begins with one step.', 'Lao Tzu', 'beginnings', 'courage'],
	['To be, or not to be: that is the question.', 'William Shakespeare', 'life'],
	['Brevity is the soul of wit.', 'William Shakespeare', 'wit'],
	[
		'I have not failed. I have just found ten thousand ways that will not work.',
		'Thomas Edison',
		'work',
		'courage',
	],
	[
		'If I have seen further, it is by standing on the shoulders of giants.',
		'Isaac Newton',
		'science',
		'humility',
	],
	['Nothing in life is to be feared, it is only to be understood.', 'Marie Curie', 'science', 'courage'],
	['There is no friend as loyal as a book.', 'Ernest Hemingway', 'books', 'friendship'],
	['Not all those who wander are lost.', 'J. R. R. Tolkien', 'travel', 'life'],
	['Whatever you are, be a good one.', 'Abraham Lincoln', 'life', 'work'],
	['Simplicity is the ultimate sophistication.', 'Leonardo da Vinci', 'design', 'wisdom'],
	['Do what you can, with what you have, where you are.', 'Theodore Roosevelt', 'work', 'courage'],
	['The secret of getting ahead is getting started.', 'Mark Twain', 'beginnings', 'work'],
	['Kindness is a language which the deaf can hear and the blind can see.', 'Mark Twain', 'kindness'],
	['Imagination is more important than knowledge.', 'Albert Einstein', 'science', 'imagination'],
];
const JOKES: readonly Line[] = [
	['Why do programmers mix up Halloween and Christmas? Because OCT 31 equals DEC 25.', null, 'programming'],
	[
		'There are ten kinds of people: those who understand binary and those who do not.',
		null,
		'programming',
		'maths',
	],
	['A SQL query walks into a bar, goes up to two tables and asks: may I join you?', null, 'programming'],
	['Why did the scarecrow get a prize? He was outstanding in his field.', null, 'puns'],
	['I told my computer I needed a break. It said: no problem, I will go to sleep.', null, 'programming'],
	['What do you call a fish without eyes? Fsh.', null, 'animals', 'puns'],
	['Why do bees have sticky hair? They use honeycombs.', null, 'animals', 'puns'],
	['Parallel lines have so much in common. It is a shame they will never meet.', null, 'maths'],
	['What did the ocean say to the beach? Nothing, it just waved.', null, 'puns'],
	['Why was the maths book sad? It had too many problems.', null, 'maths', 'school'],
	['I would tell you a joke about UDP, but you might not get it.', null, 'programming'],
	['Why did the bicycle fall over? It was two tired.', null, 'puns'],
	['What do you get when you cross a snowman with a vampire? Frostbite.', null, 'puns'],
	['How does a penguin build its house? Igloos it together.', null, 'animals', 'puns'],
	['Why did the coffee file a police report? It got mugged.', null, 'food', 'puns'],
	['What do you call cheese that is not yours? Nacho cheese.', null, 'food', 'puns'],
];
const FACTS: readonly Line[] = [
	['Honey does not spoil: jars found in ancient tombs were still edible.', null, 'food', 'history'],
	['An octopus has three hearts and blue blood.', null, 'animals'],
	['A day on Venus is longer than its year.', null, 'space'],
	['Bananas are berries in the botanical sense; strawberries are not.', null, 'plants', 'food'],
	['A group of flamingos is called a flamboyance.', null, 'animals'],
	[
		'The shortest war in history, between Britain and Zanzibar in 1896, lasted less than an hour.',
		null,
		'history',
	],
	['Water can boil and freeze at the same time, at its triple point.', null, 'science'],
	['Sharks are older than trees.', null, 'animals', 'history'],
	['There are more possible games of chess than atoms in the observable universe.', null, 'games', 'science'],
	['Wombats leave cube-shaped droppings.', null, 'animals'],
	[
		'The Eiffel Tower grows by up to 15 centimetres in summer, because iron expands.',
		null,
		'science',
		'places',
	],
	['Light from the Sun takes about eight minutes and twenty seconds to reach us.', null, 'space'],
	['The heart of a blue whale weighs about as much as a small piano.', null, 'animals'],
	['Oxford University is older than the Aztec Empire.', null, 'history'],
	['Scotland has the unicorn as its national animal.', null, 'places', 'animals'],
	['A teaspoon of a neutron star would weigh billions of tonnes.', null, 'space'],
];
const ADVICE: readonly Line[] = [
	['Write it down: what is on paper need not be kept in the head.', null, 'work'],
	['Drink a glass of water before the first coffee.', null, 'health'],
	['If a task takes two minutes, do it now.', null, 'work'],
	['Ask the question. Others have it as well.', null, 'learning'],
	['Sleep on it before you send it.', null, 'people'],
	['Learn the name of the person you talk to, and use it.', null, 'people'],
	['Take the stairs.', null, 'health'],
	['Read the error message to its end.', null, 'work', 'programming'],
	['Back up what you cannot make again.', null, 'programming'],
	['Go outside once a day, whatever the weather.', null, 'health'],
	['Say thank you for something particular.', null, 'people'],
	['Change one thing at a time.', null, 'work', 'programming'],
];
const NAMES: readonly Line[] = [
	'Ada Lindqvist', 'Bruno Costa', 'Chiara Moretti', 'Dmitri Volkov', 'Elif Yılmaz', 'Farah Haddad', 'Gabriel Okafor', 'Hana Suzuki',
	'Ivan Horvat', 'Jasmine Patel', 'Kofi Mensah', 'Lucía Fernández', 'Mateus Silva', 'Noor van Dijk', 'Olivia Murphy', 'Pavel Novák',
	'Quentin Dubois', 'Rosa Jiménez', 'Sven Eriksen', 'Thandiwe Ndlovu', 'Uma Krishnan', 'Viktor Szabó', 'Wanjiru Kamau', 'Yara Nasser', 'Zoe Papadaki',
].map((name): Line => [name, null]); // prettier-ignore
const WORDS: readonly Line[] = [
	['serendipity', 'finding something good without looking for it', 'noun'],
	['petrichor', 'the smell of rain on dry ground', 'noun'],
	['ephemeral', 'lasting a very short time', 'adjective'],
	['limerence', 'the state of being infatuated', 'noun'],
	['sonder', 'the realisation that every passer-by has a life as vivid as your own', 'noun'],
	['mellifluous', 'flowing sweetly, like honey', 'adjective'],
	['quixotic', 'exceedingly idealistic', 'adjective'],
	['ameliorate', 'to make better', 'verb'],
	['gossamer', 'something light and delicate', 'noun'],
	['halcyon', 'calm and peaceful', 'adjective'],
	['meander', 'to wander without haste', 'verb'],
	['susurrus', 'a soft rustling', 'noun'],
];
const QUESTIONS: readonly Line[] = [
	['What did you learn this week that surprised you?', null, 'work', 'fun'],
	['Which skill would you like to have by tomorrow?', null, 'fun'],
	['What is the best meal you have ever had?', null, 'food'],
	['Which place would you return to at once?', null, 'travel'],
	['What was your first job?', null, 'work'],
	['Which book or film do you recommend to everyone?', null, 'culture'],
	['What small thing makes your day better?', null, 'fun'],
	['What would you do with an extra hour every day?', null, 'fun'],
	['Who taught you the most?', null, 'people'],
	['What are you looking forward to?', null, 'fun'],
];
const COMPLIMENTS: readonly Line[] = [
	['You make difficult things look easy.', null, 'work'],
	['People feel heard when they talk to you.', null, 'people'],
	['Your curiosity is contagious.', null, 'learning'],
	['You are doing better than you think.', null, 'encouragement'],
	['You notice what others overlook.', null, 'work'],
	['The room is warmer when you are in it.', null, 'people'],
	['You can do this: you have done harder things.', null, 'encouragement'],
	['Today is a good day to begin.', null, 'encouragement'],
	['Your questions make everybody wiser.', null, 'learning'],
	['You are allowed to rest.', null, 'encouragement'],
];
const IDEAS: readonly Line[] = [
	['Bake bread from scratch.', null, 'food', 'home'],
	['Walk a street you have never walked.', null, 'outdoors'],
	['Call somebody you have not heard from for a year.', null, 'people'],
	['Draw what stands in front of you for ten minutes.', null, 'creative', 'home'],
	['Learn to say hello in five languages.', null, 'learning'],
	['Plant something that you can eat.', null, 'outdoors', 'food'],
	['Sort one drawer.', null, 'home'],
	['Write a letter by hand.', null, 'creative', 'people'],
	['Find three constellations.', null, 'outdoors', 'learning'],
	['Cook a dish from a country you have never been to.', null, 'food'],
	['Play a board game.', null, 'people', 'home'],
	['Take ten photographs of one colour.', null, 'creative', 'outdoors'],
];
const RIDDLES: readonly Line[] = [
	['What has keys but opens no door?', 'A piano', 'things'],
	['What gets wetter the more it dries?', 'A towel', 'things'],
	['What can travel round the world while staying in a corner?', 'A stamp', 'things'],
	['The more you take, the more you leave behind. What are they?', 'Footsteps', 'abstract'],
	['What has a neck but no head?', 'A bottle', 'things'],
	['I speak without a mouth and hear without ears. What am I?', 'An echo', 'nature'],
	['What has many teeth but cannot bite?', 'A comb', 'things'],
	['What runs but never walks?', 'A river', 'nature'],
	['What can you catch but not throw?', 'A cold', 'abstract'],
	['What is full of holes and still holds water?', 'A sponge', 'things'],
];

const SUBJECTS: readonly (readonly [RegExp, Subject])[] = [
	[/\bjokes?\b|\bpuns?\b|\bfunny|\bhumou?r/i, { label: 'joke', plural: 'jokes', lines: JOKES }],
	[/\b(?:fun )?facts?\b|\btrivia\b/i, { label: 'fact', plural: 'facts', lines: FACTS }],
	[/\badvices?\b|\btips?\b|\bfortunes?\b/i, { label: 'tip', plural: 'tips', lines: ADVICE }],
	[/\briddles?\b|\bpuzzles?\b/i, { label: 'riddle', plural: 'riddles', lines: RIDDLES }],
	[/\bcompliments?\b|\baffirmations?\b|\bpraise\b|\bencourag/i, { label: 'compliment', plural: 'compliments', lines: COMPLIMENTS }],
	[/\bquestions?\b|\bice.?breakers?\b|\bprompts?\b/i, { label: 'question', plural: 'questions', lines: QUESTIONS }],
	[/\bactivit|\bideas?\b|\bthings to do\b|\bbored/i, { label: 'idea', plural: 'ideas', lines: IDEAS }],
	[/\bnames?\b|\bpeople\b|\bpersons?\b|\busers?\b/i, { label: 'name', plural: 'names', lines: NAMES }],
	[/\bwords?\b/i, { label: 'word', plural: 'words', lines: WORDS }],
	[/\bquotes?\b|\bquotations?\b|\bsayings?\b|\bproverbs?\b|\bwisdom\b|\binspir|\bmotivat/i, { label: 'quote', plural: 'quotes', lines: QUOTES }],
]; // prettier-ignore

/** What is handed out: a set that comes along, or what the sentence names, with nothing in it yet. */
export function subjectOf(spec: Spec): Subject {
	const known = SUBJECTS.find(([words]) => words.test(spec.sentence) || words.test(spec.title))?.[1];
	const [entity] = spec.entities;
	if (known) return known;
	if (!entity) return { label: 'quote', plural: 'quotes', lines: QUOTES };
	return { label: entity.label.toLowerCase(), plural: entity.plural.toLowerCase(), lines: [] };
}

/** The address that the sentence itself gives: `GET /joke returns …`. */
export function addressIn({ sentence }: Spec): string | undefined {
	const path = /\bGET\s+\/([A-Za-z][\w-]*)\b(?!\/|\{)/.exec(sentence)?.[1];
	return path === undefined ? undefined : kebab(path);
}
