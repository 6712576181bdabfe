import type { Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { GENERAL, type Question } from '../shared/knowledge.ts';
import { modelSource } from '../shared/model-source.ts';
import { printConst } from '../../../print.ts';
import { numberOption, textOption } from '../shared/sensible.ts';
import { subjectOf, type Subject } from '../shared/subjects.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Questions with a score and a review. */
export const quiz: KitRenderer = {
	render(spec) {
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities: [
						{
							name: 'question',
							label: 'Question',
							plural: 'Questions',
							fields: [
								{ name: 'question', label: 'Question', type: 'text', required: true },
								{ name: 'answer', label: 'Right answer', type: 'text', required: true },
								{ name: 'wrongOne', label: 'Wrong answer', type: 'text', required: true },
								{ name: 'wrongTwo', label: 'Second wrong answer', type: 'text' },
								{ name: 'wrongThree', label: 'Third wrong answer', type: 'text' },
							],
						},
					],
					constants: [
						{
							doc: 'Questions in one round.',
							name: 'roundLength',
							value: Math.round(numberOption(spec, 'questions', 10)),
						},
					],
				}),
				'seed.ts': `/** The questions it begins with: question, right answer, wrong answers. */\n${printConst(
					'seed',
					'readonly (readonly [string, string, readonly [string, string, string]])[]',
					questionsFor(spec),
				)}`,
			},
			documents: documentsOf(spec, 'A quiz with a score, a review of mistakes, and questions of your own.', [
				'`src/seed.ts`: the questions it begins with.',
				'`src/model.ts`: what a question holds, and how many make a round.',
				'`src/Round.tsx`: one round from the first question to the review.',
			]),
		});
	},
};

function questionsFor(spec: Spec): readonly Question[] {
	const subject = subjectOf(spec);
	if (subject) return questionsOf(subject);
	const wish = `${textOption(spec, 'subject')} ${spec.title}`.toLowerCase();
	const isOpen = textOption(spec, 'subject') === '' || /general|trivia|knowledge|pub/.test(wish);
	return isOpen ? GENERAL : [];
}

/** Wrong answers are the right ones of other questions, far enough apart not to repeat a pattern. */
function questionsOf({ pairs, ask }: Subject): readonly Question[] {
	const answers = [...new Set(pairs.map(([, answer]) => answer))];
	return pairs.map(([front, answer]) => {
		const others = answers.filter((other) => other !== answer);
		const start = answers.indexOf(answer) * 7;
		const pick = (step: number): string => others[(start + step) % others.length] ?? '';
		return [ask(front), answer, [pick(3), pick(11), pick(18)]];
	});
}
