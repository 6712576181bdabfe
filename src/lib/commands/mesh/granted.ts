import type { Operation } from '#lib/services/openapi/openapi.ts';

/** Whether a link that names `names` gives `operation`; one that names none gives all. */
export const isGranted = (
	names: readonly string[] | undefined,
	{ id, operationId }: Pick<Operation, 'id' | 'operationId'>,
): boolean => !names || names.includes(id) || names.includes(operationId);
