import type { KitRenderer } from '../../../kind.ts';
import type { Spec } from '#lib/model/spec.ts';
import { printConst } from '../../../print.ts';
import { assemble } from '../shared/assemble.ts';
import {
	answer,
	createdAnswer,
	documentSource,
	emptyAnswer,
	listed,
	object,
	operation,
	PAGING,
	pathParameter,
	queryParameter,
	readable,
	ref,
	type JsonObject,
} from '../shared/document.ts';
import { kebab, resourcesOf, type Resource } from '../shared/entities.ts';
import { fieldExample, fieldSchema } from '../shared/field-schemas.ts';
import { readme, send } from '../shared/readme.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DOES = 'Receives what other programs and forms send, keeps it in order and hands it out again.';

/** A receiver of webhooks and forms, safe against repeats. */
export const inbox: KitRenderer = {
	render(spec) {
		const form = formOf(spec);
		return assemble({
			templates,
			generated: { 'model.ts': modelSource(form?.fields ?? []) },
			documents: {
				'openapi.yaml': documentOf(spec.title, form),
				'README.md': readme({
					title: spec.title,
					does: DOES,
					requests: [
						['Send something', send('POST', `/hooks/${nameOf(form)}`, exampleOf(form))],
						[
							'Send it so that a repeat is kept once',
							`${send('POST', `/hooks/${nameOf(form)}`, exampleOf(form))} -H 'idempotency-key: order-17'`,
						],
						['What has come in', `"$API/messages?hook=${nameOf(form)}"`],
						['What has come in since the last one I know', '"$API/messages?since=ID"'],
					],
					edit: [
						'`src/model.ts`: the fields that a message must have; none means anything is taken.',
						'`src/read-body.ts`: what is made of JSON, forms and text.',
						'`src/index.ts`: what each operation does.',
					],
				}),
			},
		});
	},
};

/** The things that are sent, when the sentence says what they consist of. */
function formOf(spec: Spec): Resource | undefined {
	const named = spec.entities.find(({ fields }) => fields.length > 1);
	if (named && /\(|:| with | having /.test(spec.sentence))
		return resourcesOf({ ...spec, entities: [named] })[0];
	if (!/\bcontact form\b/i.test(spec.sentence)) return undefined;
	return resourcesOf({ ...spec, entities: [CONTACT] })[0];
}

const CONTACT: Spec['entities'][number] = {
	name: 'message',
	label: 'Message',
	plural: 'Messages',
	fields: [
		{ name: 'name', label: 'Name', type: 'text', required: true },
		{ name: 'email', label: 'E-mail', type: 'email', required: true },
		{ name: 'message', label: 'Message', type: 'longText', required: true },
	],
};

const nameOf = (form: Resource | undefined): string => (form ? kebab(form.plural) : 'orders');

const exampleOf = (form: Resource | undefined): JsonObject =>
	form
		? Object.fromEntries(form.fields.map((field) => [field.name, fieldExample(field)]))
		: { event: 'order.paid', order: 17 };

function modelSource(fields: Resource['fields']): string {
	const literal = fields.map(({ name, label, type, options, required }) => ({
		name,
		label,
		type,
		options: type === 'enum' ? options : undefined,
		required: required || undefined,
	}));
	return `import type { Field } from './fields.ts';

/** What a message consists of. None: anything is taken as it comes. */
${printConst('fields', 'readonly Field[]', literal)}`;
}

const NAME = pathParameter('name', 'Name of the hook; any name will do', {
	type: 'string',
	pattern: '^[\\w.-]{1,64}$',
});

function documentOf(title: string, form: Resource | undefined): string {
	const body = exampleOf(form);
	const example = {
		id: 'mf1x2k8q0a7',
		hook: nameOf(form),
		receivedAt: '2026-03-31T09:30:00.000Z',
		contentType: 'application/json',
		body,
		idempotencyKey: null,
	};
	const sent = form ? ref('Form') : {};
	return documentSource({
		title,
		description: DOES,
		tags: [
			{ name: 'Hooks', description: 'Where others send to' },
			{ name: 'Messages', description: 'What has come in' },
		],
		schemas: { ...SCHEMAS, ...(form ? { Form: formSchema(form) } : {}) },
		paths: {
			...hookPaths(sent, body, example, form !== undefined),
			'/messages': {
				get: operation({
					id: 'listMessages',
					tag: 'Messages',
					summary: 'List messages, oldest first',
					parameters: [
						queryParameter('hook', 'Only those sent to this hook', { type: 'string' }),
						queryParameter('since', 'Only those after the message with this id', { type: 'string' }),
						...PAGING,
					],
					responses: listed('One page of messages', ref('Message'), [example]),
					problems: [400],
				}),
			},
			'/messages/{id}': {
				parameters: [pathParameter('id', 'Id of the message')],
				get: operation({
					id: 'getMessage',
					tag: 'Messages',
					summary: 'Read a message',
					responses: readable('The message', ref('Message'), { example }),
					problems: [404],
				}),
				delete: operation({
					id: 'deleteMessage',
					tag: 'Messages',
					summary: 'Delete a message',
					responses: emptyAnswer('It is gone'),
					problems: [404],
				}),
			},
		},
	});
}

function hookPaths(sent: JsonObject, body: JsonObject, example: JsonObject, isForm: boolean): JsonObject {
	return {
		'/hooks': {
			get: operation({
				id: 'listHooks',
				tag: 'Hooks',
				summary: 'List hooks that have received something',
				responses: readable('The hooks', { type: 'array', items: ref('Hook') }),
			}),
		},
		'/hooks/{name}': {
			parameters: [NAME],
			post: operation({
				id: 'receive',
				tag: 'Hooks',
				summary: 'Send a message',
				description: 'JSON, a form or text. With the header `Idempotency-Key` a repeat is kept only once.',
				parameters: [
					{
						name: 'Idempotency-Key',
						in: 'header',
						description: 'The same for every repeat of one message',
						schema: { type: 'string', maxLength: 200 },
					},
				],
				body: {
					required: isForm,
					content: {
						'application/json': { schema: sent, example: body },
						'application/x-www-form-urlencoded': { schema: { type: 'object' } },
						'multipart/form-data': { schema: { type: 'object' } },
						'text/plain': { schema: { type: 'string' } },
					},
				},
				responses: {
					...createdAnswer('The message as it is kept', ref('Message'), example),
					'200': answer('A repeat: the message as it was kept the first time', ref('Message'), { example }),
				},
				problems: [413],
			}),
			delete: operation({
				id: 'emptyHook',
				tag: 'Hooks',
				summary: 'Delete all messages of a hook',
				responses: emptyAnswer('None is left'),
				problems: [400],
			}),
		},
	};
}

const STAMP = { type: 'string', format: 'date-time' };

const formSchema = (form: Resource): JsonObject =>
	object(
		Object.fromEntries(form.fields.map((field) => [field.name, fieldSchema(field)])),
		form.fields.filter(({ required }) => required).map(({ name }) => name),
		{ description: form.label },
	);

const SCHEMAS: JsonObject = {
	Message: object(
		{
			id: { type: 'string' },
			hook: { type: 'string' },
			receivedAt: STAMP,
			contentType: { type: 'string' },
			body: { description: 'JSON and forms as data, everything else as text' },
			idempotencyKey: { type: ['string', 'null'] },
		},
		['id', 'hook', 'receivedAt', 'contentType', 'body', 'idempotencyKey'],
	),
	Hook: object(
		{
			name: { type: 'string' },
			messages: { type: 'integer', minimum: 0 },
			lastReceivedAt: { ...STAMP, type: ['string', 'null'] },
		},
		['name', 'messages', 'lastReceivedAt'],
	),
};
