import { isSealed } from './seal.ts';
import { newsSchema, wishSchema, type News } from './sockets-protocol.ts';

// The policy of this worker's own script says which one address it reaches; nothing leaves where no policy holds.
const sealed = isSealed();
let socket: WebSocket | undefined;

/** Takes what the page has sent. */
export function hear(data: unknown): void {
	const wish = wishSchema.safeParse(data);
	if (!wish.success) return;
	if (wish.data.type === 'open') void open(wish.data.url);
	else if (socket?.readyState === WebSocket.OPEN) socket.send(wish.data.text);
}

async function open(url: string): Promise<void> {
	if (socket !== undefined) return;
	if (!(await sealed)) return tell({ type: 'close' });
	socket = new WebSocket(url);
	socket.onopen = () => tell({ type: 'open' });
	socket.onmessage = ({ data }: MessageEvent<unknown>) => {
		const news = newsSchema.safeParse({ type: 'message', text: data });
		if (news.success) tell(news.data);
	};
	socket.onclose = () => tell({ type: 'close' });
}

const tell = (news: News): void => postMessage(news);
