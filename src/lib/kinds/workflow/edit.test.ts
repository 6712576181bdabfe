import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { bodyText, editText, type Edit } from './edit.ts';

const TEXT = `# About orders.
document:
  dsl: '1.0.3'
do:
  # Looks at the stock.
  - check:
      set: { a: 1 } # inline
  - decide:
      switch:
        - few:
            when: .a < 1
            then: refuse
        - enough:
            then: charge
  - charge:
      # Stands in for a payment.
      set: '\${ . }'
      then: refuse
  - refuse:
      set:
        b: 2
`;

function edited(edit: Edit, text = TEXT): string {
	const result = editText(text, edit);
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}
const refusal = (edit: Edit): string | undefined => {
	const result = editText(TEXT, edit);
	return result.ok ? undefined : result.error.message;
};
const stepsOf = (text: string): readonly object[] => (parse(text) as { do: object[] }).do;
const namesOf = (text: string): readonly string[] => stepsOf(text).flatMap((item) => Object.keys(item));

test('a change of one value leaves every other line as it is', () => {
	const text = edited({ type: 'set', path: ['do', 3, 'refuse'], at: ['set', 'b'], value: 3 });
	expect(text).toBe(TEXT.replace('b: 2', 'b: 3'));
});

test('a step is added where it was asked for, and comments stay', () => {
	const text = edited({ type: 'add', list: ['do'], index: 1, name: 'pause', body: { wait: { seconds: 5 } } });
	expect(namesOf(text)).toEqual(['check', 'pause', 'decide', 'charge', 'refuse']);
	expect(text.replace(/ {2}- pause:\n.*\n.*\n/, '')).toBe(TEXT);
});

test('a step moves with its comment', () => {
	const text = edited({ type: 'move', path: ['do', 2, 'charge'], by: 1 });
	expect(namesOf(text)).toEqual(['check', 'decide', 'refuse', 'charge']);
	expect(text).toContain('- charge:\n      # Stands in for a payment.');
});

test('renaming a step renames every way that leads to it', () => {
	const steps = stepsOf(edited({ type: 'rename', path: ['do', 3, 'refuse'], name: 'sayNo' }));
	expect(steps[1]).toHaveProperty('decide.switch.0.few.then', 'sayNo');
	expect(steps[2]).toMatchObject({ charge: { then: 'sayNo' } });
});

test('what led to a removed step goes on with the next one', () => {
	const steps = stepsOf(edited({ type: 'remove', path: ['do', 3, 'refuse'] }));
	expect(steps).toHaveLength(3);
	expect(steps[1]).toHaveProperty('decide.switch.0.few.then', 'continue');
	expect(steps[2]).not.toHaveProperty('charge.then');
});

test('the body of a step can be written anew, comments included', () => {
	const body = bodyText(TEXT, ['do', 2, 'charge']);
	expect(body).toBe("# Stands in for a payment.\nset: '${ . }'\nthen: refuse\n");
	const text = edited({
		type: 'replace',
		path: ['do', 2, 'charge'],
		text: body.replace('then: refuse', 'then: end'),
	});
	expect(text).toBe(TEXT.replace('then: refuse\n  - refuse', 'then: end\n  - refuse'));
});

test('what cannot be done is refused with its reason, and changes nothing', () => {
	expect(refusal({ type: 'rename', path: ['do', 0, 'check'], name: 'charge' })).toMatch(/already/);
	expect(refusal({ type: 'rename', path: ['do', 0, 'check'], name: '1 x' })).toMatch(/letter/);
	expect(refusal({ type: 'move', path: ['do', 0, 'check'], by: -1 })).toMatch(/end of its list/);
	expect(refusal({ type: 'remove', path: ['do', 9, 'check'] })).toMatch(/not there/);
	expect(refusal({ type: 'replace', path: ['do', 0, 'check'], text: 'a: [' })).toBeDefined();
	expect(refusal({ type: 'add', list: ['do'], index: 0, name: 'check', body: {} })).toMatch(/already/);
});
