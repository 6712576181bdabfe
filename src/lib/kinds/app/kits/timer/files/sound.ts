let context: AudioContext | undefined;

/** Browsers allow sound only after a press: call this from one. */
export function allowSound(): void {
	context ??= new AudioContext();
	void context.resume();
}

/** Two soft tones. */
export function chime(): void {
	if (!context) return;
	for (const [index, frequency] of [660, 880].entries()) {
		const begin = context.currentTime + index * 0.22;
		const tone = new OscillatorNode(context, { frequency });
		const volume = new GainNode(context, { gain: 0 });
		volume.gain.setValueAtTime(0, begin);
		volume.gain.linearRampToValueAtTime(0.2, begin + 0.02);
		volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.6);
		tone.connect(volume).connect(context.destination);
		tone.start(begin);
		tone.stop(begin + 0.6);
	}
}
