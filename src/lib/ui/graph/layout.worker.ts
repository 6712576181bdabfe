import { layOutGraph, type GraphShape } from './layout.ts';

self.addEventListener(
	'message',
	({ data }: MessageEvent<{ readonly id: number; readonly shape: GraphShape }>) => {
		self.postMessage({ id: data.id, boxes: layOutGraph(data.shape) });
	},
);
