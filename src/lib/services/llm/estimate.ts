import { estimateTokenCount } from 'tokenx';
import type { ContentPart, LlmRequest, Usage } from '#lib/model/llm.ts';

/** Vendors bill a picture of common size at about this many tokens. */
const TOKENS_PER_IMAGE = 1000;

/** Tokens of a request and of what came back, counted here because the vendor told none. */
export function estimateUsage(request: LlmRequest, output: string): Usage {
	return {
		input: estimateInput(request),
		cacheRead: 0,
		cacheWrite: 0,
		output: estimateTokenCount(output),
		reasoning: 0,
		isEstimated: true,
	};
}

/** Tokens that a request will take, within about 5 % for prose and code. */
export function estimateInput(request: LlmRequest): number {
	const parts = request.messages.flatMap((message) => message.parts);
	const images = parts.filter((part) => part.type === 'image').length;
	const texts = [request.system ?? '', ...parts.map(textOfPart), JSON.stringify(request.tools ?? [])];
	return estimateTokenCount(texts.join('\n')) + images * TOKENS_PER_IMAGE;
}

function textOfPart(part: ContentPart): string {
	switch (part.type) {
		case 'text':
			return part.text;
		case 'image':
			return '';
		case 'tool-call':
			return part.name + JSON.stringify(part.input);
		case 'tool-result':
			return JSON.stringify(part.result);
	}
}
