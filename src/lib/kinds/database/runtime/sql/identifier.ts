/** A name as it stands in SQL: always quoted, so that no name is a command. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A name with its schema. */
export const qualified = (schema: string, name: string): string => `${quoteName(schema)}.${quoteName(name)}`;

/** A text as a SQL literal. */
export function quoteText(text: string): string {
	const doubled = text.replaceAll("'", "''");
	return text.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
