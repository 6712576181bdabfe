import { expect, type Page } from '@playwright/test';
import { make } from './support/aether.ts';
import {
	codeTab,
	comment,
	commentOf,
	expectSameFiles,
	lines,
	openFile,
	replace,
	test,
	workTogether,
} from './support/coedit.ts';

/** Calls what tells about the API as a whole; gives the region of its answer. */
async function callIndex(page: Page) {
	const operation = page
		.getByRole('list', { name: 'Operations' })
		.getByRole('button', { name: /What is here/ });
	await operation.click();
	await page.getByRole('button', { name: 'Send request' }).click();
	return page.getByRole('region', { name: 'Response' });
}

test('two people write one API: one its document, the other its code, and both run all of it', async ({
	ana,
	ben,
}) => {
	test.slow();
	await make(ana, 'REST API for books (title, author, isbn, published year)');
	await workTogether(ana, ben);

	await openFile(ana, 'openapi.yaml');
	await openFile(ben, 'src/index.ts');
	await replace(ana, 'What is kept here, and where', 'What is here');
	await replace(ben, 'resources: Object', "writtenBy: 'Ben', resources: Object");
	for (const page of [ana, ben]) {
		// What the other wrote may be on its way still.
		await expect(async () => {
			await expect(await callIndex(page)).toContainText('writtenBy', { timeout: 5_000 });
		}).toPass();
	}

	// Both in one file, at one place.
	await openFile(ben, 'openapi.yaml');
	await replace(ben, 'What is here', 'What is here, says Ben');
	await expect(lines(ana)).toContainText('What is here, says Ben');
	await comment(ana, 'Shall this be public?');
	await codeTab(ben, /^Comments/).click();
	await expect(commentOf(ben, 'Ana')).toContainText('Shall this be public?');
	const files = await expectSameFiles(ana, ben);
	expect(files['openapi.yaml']).toContain('What is here, says Ben');
	expect(files['src/index.ts']).toContain("writtenBy: 'Ben', resources: Object");
});
