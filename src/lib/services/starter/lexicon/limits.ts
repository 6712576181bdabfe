/** Why a starter kit cannot do something: one sentence each, said to the person. */
export const LIMIT_REASONS = {
	game: 'Games need graphics and rules of their own, which no starter kit has. A connected model can write one: connect one in Settings.',
	graphics:
		'This needs 3D graphics, which no starter kit has. Connect a model in Settings to have it written.',
	intelligence: 'This needs a model that understands language or pictures: connect one in Settings.',
	media:
		'No starter kit can work on pictures, sound or video. Connect a model in Settings to have something written for it.',
	realtime:
		'This needs live connections between many people, which no starter kit has. Connect a model in Settings to have parts of it written.',
	live: 'This needs live data from another service, and no starter kit can reach one. Connect a model in Settings and give it the address of a source.',
	hardware: 'This needs to control devices outside the browser, which no starter kit can do.',
	action: 'This would have to act for you at another company, which no starter kit can do.',
	system: 'This is system software, which cannot run inside a browser tab.',
	scale: 'This needs servers for very many people, and everything here runs on your own device.',
	creative:
		'No starter kit has a drawing, sound or document editor. Connect a model in Settings to have one written.',
	question:
		'This reads like a question. Say what you want to keep, calculate or automate, and it becomes a working thing.',
} as const;
export type Limit = keyof typeof LIMIT_REASONS;

/** Things no kit can make, wherever they stand as the thing asked for. */
export const LIMIT_NOUNS: Readonly<Record<Limit, string>> = {
	game: 'game, video game, shooter, first person shooter, multiplayer, mmo, mmorpg, rpg, tetris, sudoku, minecraft, simulator, flight simulator, platformer, tic tac toe, solitaire, pong, pacman, snake game, racing, racing game, battle royale, minesweeper, hangman, wordle, chess, checkers, poker, arcade, fps, fortnite, roblox, doom, jump and run, crossword, blackjack, roulette',
	graphics:
		'3d, virtual reality, vr, augmented reality, ar, ray tracer, raytracer, render engine, hologram, 3d model, 3d engine, physics engine, game engine, metaverse, webgl, shader, realistic',
	intelligence:
		'ai, artificial intelligence, neural network, machine learning, deep learning, chatbot, chat bot, gpt, chatgpt, llm, language model, voice assistant, virtual assistant, ai assistant, assistant, speech recognition, image recognition, face recognition, facial recognition, handwriting recognition, object detection, image classifier, sentiment analysis, speech to text, text to speech, deepfake, face swap, translator, language translator, summariser, plagiarism checker, grammar checker, essay writer, recommendation engine, recommender, siri, alexa, voice cloning, copilot, image generator, story generator, poem generator, ocr, voice recognition, self learning, agent, fake detector, stable diffusion, midjourney, spam detector, text generator, picture generator, video generator, art generator, logo generator, music generator',
	media:
		'photo editor, video editor, image editor, audio editor, photoshop, music player, video player, media player, voice recorder, screen recorder, audio recorder, webcam, camera app, video converter, video downloader, background remover, podcast editor, karaoke, equaliser, streaming app, music streaming, video streaming, video compressor, image compressor, netflix, spotify, gif maker, meme generator, slideshow maker, photo filter, collage, movie maker, live stream, livestream, video platform',
	realtime:
		'voice chat, video chat, video call, video calling, video conference, video conferencing, live chat, chat app, chat room, messenger, messaging app, walkie talkie, screen sharing, whatsapp, zoom, skype, telegram, voice call, phone call, group chat, remote desktop, multiplayer, matchmaking, instant messaging, messaging, chat with, discord, slack clone, conference call, voip, chat application',
	live: 'live stock price, stock price, live price, live score, live map, live traffic, weather forecast, weather app, weather radar, weather widget, news feed, news app, news aggregator, exchange rate, google map, gps, gps navigation, navigation app, navigation, route planner, flight tracker, real time price, real time data, live data, live weather, search engine, price comparison, youtube, live train, currency rate, satellite, bus departure, crypto price, stock ticker, live news, live football, traffic jam, live location, street view, web scraper, scraper, crawler, web crawler, price scraper, parcel tracking, stock market',
	hardware:
		'living room light, light bulb, thermostat, robot, drone, arduino, raspberry pi, firmware, bluetooth, smart home, self driving, self driving car, autopilot, 3d printer, smart watch, smartwatch, heart rate monitor, microcontroller, plc, cnc, garage door, vacuum cleaner, robot arm, speaker, alarm system, security camera, smart lock, iot device, usb, light switch, door lock, sprinkler, fingerprint, satellite dish, rover, tesla',
	action:
		'trading bot, crypto bot, bitcoin miner, crypto miner, crypto wallet, crypto exchange, bank transfer, payment gateway, online banking, trading platform, arbitrage, ticket bot, sneaker bot, food delivery, taxi, online shop payment, stock trading, forex, nft, blockchain, cryptocurrency exchange, payment processor, bot that buys, bot that trades, betting, casino',
	system:
		'operating system, kernel, device driver, antivirus, web browser, browser engine, compiler, virtual machine, vpn, firewall, malware, virus scanner, keylogger, ransomware, emulator, file system, bootloader, hypervisor, disk encryption, programming language, interpreter, debugger, linux distribution, linux, windows, root kit, rootkit, container runtime, code editor, ide, proxy server, password cracker, wifi password, torrent client, email client, mail client, android app store, computer virus, ddos',
	scale:
		'social network, social media platform, social media app, dating app, dating site, marketplace, online marketplace, facebook, instagram, tiktok, twitter clone, airbnb, uber, clone, amazon clone, ebay, tinder, million user, million of user, reddit, online community, crowdfunding, payment platform, linkedin, app store, multi tenant, dating, netflix clone',
	creative:
		'drawing app, drawing program, paint program, painting app, whiteboard, cad, synthesiser, synthesizer, drum machine, music studio, daw, pixel art, animation, animation studio, word processor, page builder, website builder, slide editor, presentation software, mind map, vector editor, diagram editor, sheet music, metronome, guitar tuner, tuner, piano, beat maker, qr code, barcode scanner, pdf editor, pdf merger, spreadsheet program, font editor, map editor, color picker app, floor plan, architecture model, logo, poster, jigsaw',
	question: '',
};

/** A main verb and what it acts on; `*` acts on anything. */
export const LIMIT_VERBS: readonly (readonly [verbs: string, objects: string, Limit])[] = [
	['train', 'model network ai classifier neural machine', 'intelligence'],
	['recognise detect identify classify', '*', 'intelligence'],
	['translate transcribe summarise paraphrase proofread', '*', 'intelligence'],
	['predict forecast', '*', 'intelligence'],
	['chat talk converse', '*', 'intelligence'],
	[
		'write compose invent',
		'novel essay poem story article song letter book homework speech code software program kernel blog music joke thesis screenplay email',
		'intelligence',
	],
	[
		'generate create make design draw paint imagine synthesise',
		'image picture art music song story poem essay video text logo portrait painting deepfake avatar animation cartoon photo melody novel face voice website film',
		'intelligence',
	],
	['understand answer explain', 'question text language document meaning', 'intelligence'],
	[
		'edit crop cut compress stream record remix mix convert resize enhance restore retouch blur trim upscale merge play download',
		'photo video audio music image picture song movie podcast film mp3 mp4 youtube voice sound pdf',
		'media',
	],
	['play', 'chess poker game against tetris checkers', 'game'],
	['draw paint sketch animate', '*', 'creative'],
	['scrape crawl', '*', 'live'],
	['navigate', '*', 'live'],
	['hack crack hijack spy', '*', 'system'],
	[
		'trade mine invest',
		'bitcoin crypto stock share cryptocurrency ethereum coin option forex money',
		'action',
	],
	[
		'buy sell order book',
		'bitcoin crypto stock share ticket flight pizza hotel me food grocery taxi dinner lunch automatically',
		'action',
	],
	['pay transfer', 'bill money rent invoice friend salary', 'action'],
	[
		'control turn switch steer drive fly operate dim unlock open',
		'light lamp heating robot car drone device house tv door thermostat machine tesla blind motor camera window speaker on off garage',
		'hardware',
	],
	['call phone', 'team friend mother taxi video', 'realtime'],
	['render simulate', '*', 'graphics'],
	['cure solve fix repair clean cook drive wash walk bake', '*', 'action'],
];

/** Heads of a name that say a program of its own is meant: "a flight simulator", "an image editor". */
export const LIMIT_HEADS: Readonly<Record<string, Limit>> = {
	game: 'game', shooter: 'game', simulator: 'game', simulation: 'game', rpg: 'game', multiplayer: 'game',
	editor: 'creative', player: 'media', emulator: 'system', clone: 'scale', chatbot: 'intelligence',
	assistant: 'intelligence', detector: 'intelligence', recogniser: 'intelligence', translator: 'intelligence',
	browser: 'system', compiler: 'system', firmware: 'hardware', engine: 'system', bot: 'intelligence',
	messenger: 'realtime', autopilot: 'hardware', robot: 'hardware', kernel: 'system', marketplace: 'scale',
	recorder: 'media', downloader: 'media', scraper: 'live', crawler: 'live', network: 'scale', antivirus: 'system',
	classifier: 'intelligence', generator: 'creative', renderer: 'graphics', alternative: 'creative', synthesizer: 'creative',
	viewer: 'media', scanner: 'media', stream: 'media', driver: 'system', predictor: 'intelligence', wallet: 'action',
}; // prettier-ignore
