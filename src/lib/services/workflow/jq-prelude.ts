/** Functions of jq 1.8 that the built-in jq does not have yet, each by its name and definition. */
const NEWER: Readonly<Record<string, string>> = {
	ltrim:
		'def ltrim: if type == "string" then sub("^\\\\s+"; "") else error("ltrim input must be a string") end;',
	rtrim:
		'def rtrim: if type == "string" then sub("\\\\s+$"; "") else error("rtrim input must be a string") end;',
	trim: 'def trim: if type == "string" then sub("^\\\\s+"; "") | sub("\\\\s+$"; "") else error("trim input must be a string") end;',
	trimstr: 'def trimstr($x): ltrimstr($x) | rtrimstr($x);',
	toarray: 'def toarray: if type == "array" then . else [.] end;',
	add: 'def add(f): reduce f as $x (null; . + $x);',
	skip: 'def skip($n; f): if $n > 0 then foreach f as $x ($n; . - 1; if . < 0 then $x else empty end) elif $n == 0 then f else error("Invalid arguments: negative count") end;',
	have_decnum: 'def have_decnum: false;',
	have_literal_numbers: 'def have_literal_numbers: true;',
	ascii: 'def ascii: [.] | implode;',
	_base32:
		'def _base32: [tostring | explode[] | if . < 128 then . elif . < 2048 then 192 + (. / 64 | floor), 128 + . % 64 elif . < 65536 then 224 + (. / 4096 | floor), 128 + (. / 64 | floor) % 64, 128 + . % 64 else 240 + (. / 262144 | floor), 128 + (. / 4096 | floor) % 64, 128 + (. / 64 | floor) % 64, 128 + . % 64 end] as $bytes | [range(0; $bytes | length; 5) as $at | $bytes[$at:$at + 5] | [2, 4, 5, 7, 8][length - 1] as $kept | reduce (. + [0, 0, 0, 0, 0])[:5][] as $byte (0; . * 256 + $byte) | . as $all | [range(7; -1; -1) as $place | ($all / pow(32; $place) | floor) % 32 | if . < 26 then . + 65 else . + 24 end][:$kept] | implode | . + "========"[length:]] | add // "";',
	_base32d:
		'def _base32d: [explode[] | select(. != 61) | if . >= 65 then . - 65 else . - 24 end] as $five | reduce $five[] as $v ({bits: 0, value: 0, out: []}; .value = (.value * 32 + $v) | .bits += 5 | if .bits >= 8 then (.bits - 8) as $rest | (pow(2; $rest)) as $unit | .out += [(.value / $unit | floor)] | .value = (.value - (.value / $unit | floor) * $unit) | .bits = $rest else . end) | .out | implode;',
};

/** The definitions that `source` may need. A function of its own by the same name comes after them and wins. */
export function preludeFor(source: string): string {
	const names = Object.keys(NEWER).filter((name) => new RegExp(`\\b${name}\\b`).test(source));
	return names.map((name) => NEWER[name]).join(' ');
}

/**
 * A source as the built-in jq reads it: texts in single quotes, which other runtimes allow, in double ones, and
 * `@base32` and `@base32d` as functions.
 */
export const asJq = (source: string): string =>
	doubleQuoted(source).replaceAll(/@(base32d?)\b(?!\s*")/g, '_$1');

/** Texts in double quotes and comments are left alone. */
const doubleQuoted = (source: string): string =>
	source.includes("'")
		? source.replaceAll(/"(?:[^"\\]|\\[\s\S])*"|#[^\n]*|'([^']*)'/g, (whole, text: string | undefined) =>
				text === undefined ? whole : JSON.stringify(text),
			)
		: source;
