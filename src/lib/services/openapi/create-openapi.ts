import { checkRequest } from './check-request.ts';
import { checkResponse } from './check-response.ts';
import { match } from './match.ts';
import { mock } from './mock.ts';
import type { OpenApi } from './openapi.ts';
import { readDocument } from './read.ts';
import { requestOf } from './request-of.ts';
import { sample } from './sample.ts';
import { toolOf } from './tool.ts';

/** All that the contract names, in one. It weighs what YAML, the validator and the samples weigh: import it when needed. */
export const createOpenApi = (): OpenApi => ({
	read: readDocument,
	match,
	checkRequest,
	checkResponse,
	tool: toolOf,
	requestOf,
	sample,
	mock,
});
