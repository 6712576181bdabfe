import type { AreaRunner } from './area.ts';

/** The areas that can be judged from outside, each a folder of cases. A new area is one file and one line here. */
export const areas: Readonly<Record<string, () => Promise<AreaRunner>>> = {
	edits: () => import('./edits.ts').then((area) => area.runEditsCases),
	llm: () => import('./llm.ts').then((area) => area.runLlmCases),
	openapi: () => import('./openapi.ts').then((area) => area.runOpenApiCases),
	sql: () => import('./sql.ts').then((area) => area.runSqlCases),
	workflow: () => import('./workflow.ts').then((area) => area.runWorkflowCases),
	starter: () => import('./starter.ts').then((area) => area.runStarterCases),
};
