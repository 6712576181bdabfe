/** Whole things that hold several kinds of rows: what a database or an API for one keeps. */
export const DOMAINS = `
blog: post, author, comment, tag
shop, store, online shop, online store, web shop, webshop, ecommerce, e-commerce, e-commerce shop: product, customer, order, order line
library: book, member, loan
school, university, college: student, teacher, course, enrollment
hospital, clinic, medical practice, doctor office: patient, doctor, appointment
vet, veterinary clinic, vet clinic: pet, owner, visit
hotel, guesthouse, hostel: guest, room, booking
gym, fitness studio, fitness club: member, class, payment
restaurant business, canteen: dish, table, reservation, order
forum, message board: user, thread, reply
social network, social media: user, post, follow, like
bank: customer, account, transaction
cinema, theatre, movie theater: movie, screening, ticket
airline: flight, airport, passenger, booking
zoo: animal, enclosure, keeper
museum, gallery: artwork, artist, exhibition
music library, music collection: artist, album, track
crm: customer, contact, deal
cms: page, author, category
project management, project manager: project, task, member
chat: room, user, message
movie rental store, movie rental, video store, video rental store: movie, customer, rental
car rental, rental company: car, customer, rental
sports league, league, football league: team, player, match
real estate agency, real estate: property, agent, customer
recruiting, recruitment: job, candidate, interview
event management, conference: event, speaker, attendee
wiki: page, author, revision
factory: machine, part, order
farm: field, crop, harvest
charity, ngo: donor, donation, project
hr, human resource: employee, department, leave
pharmacy: medicine, customer, prescription
help desk, helpdesk: ticket, customer, agent
streaming service: user, movie, rating
taxi company: driver, car, ride
logistics: shipment, vehicle, driver
survey: question, answer, participant
parking garage, parking lot, car park, parking house: spot, vehicle, ticket
`;

/** Names of a list that say what is on it. */
export const LIST_NAMES: Readonly<Record<string, string>> = {
	'reading list': 'book', 'reading log': 'book', 'reading tracker': 'book', bookshelf: 'book', 'to read list': 'book', 'reading diary': 'book',
	'todo list': 'todo', 'task list': 'task', 'bucket list': 'goal', 'wish list': 'wish', wishlist: 'wish', 'watch list': 'movie',
	watchlist: 'movie', playlist: 'song', 'guest list': 'guest', 'shopping list': 'item', 'grocery list': 'item', 'groceries list': 'item',
	'packing list': 'item', 'packing checklist': 'item', 'shopping checklist': 'item', 'travel checklist': 'item', 'moving checklist': 'item', 'moving house checklist': 'item', 'price list': 'product', 'contact list': 'contact', 'address book': 'contact', 'phone book': 'contact', 'contact book': 'contact',
	'phone directory': 'contact', 'attendance list': 'attendee', 'attendance register': 'attendee', 'food diary': 'meal', 'food log': 'meal', 'food journal': 'meal', 'meal plan': 'meal',
	'meal planner': 'meal', 'training log': 'workout', 'training diary': 'workout', 'gym log': 'workout', 'exercise log': 'workout',
	'fitness tracker': 'workout', 'fitness app': 'workout', 'fitness log': 'workout', 'training plan': 'workout', 'time tracker': 'time entry', 'time tracking': 'time entry', 'time sheet': 'time entry',
	timesheet: 'time entry', 'budget planner': 'expense', 'budget tracker': 'expense', 'budget app': 'expense', 'finance tracker': 'expense',
	'money tracker': 'expense', 'household budget': 'expense', 'household book': 'expense', 'petty cash book': 'transaction', 'cash book': 'transaction', 'personal finance': 'expense', 'finance app': 'expense', 'health tracker': 'measurement',
	'sleep diary': 'sleep', 'dream journal': 'dream', 'dream diary': 'dream', 'mood diary': 'mood', 'mood journal': 'mood', 'travel planner': 'trip',
	'travel journal': 'trip', 'travel log': 'trip', 'travel diary': 'trip', 'trip planner': 'trip', 'event planner': 'event', 'wedding planner': 'task', 'party planner': 'task',
	'lesson planner': 'lesson', 'study planner': 'study session', 'study log': 'study session', 'study tracker': 'study session', 'lesson plan': 'lesson', 'exam schedule': 'exam', 'shift planner': 'shift', 'shift plan': 'shift', 'duty roster': 'shift',
	'team roster': 'player', roster: 'member', 'class schedule': 'class session', 'issue tracker': 'issue', 'bug tracker': 'bug', 'url shortener': 'link', 'link shortener': 'link',
	'password manager': 'account', 'movie night list': 'movie', cookbook: 'recipe', 'recipe book': 'recipe', cellar: 'wine', 'wine cellar': 'wine', pantry: 'item', freezer: 'item',
	fridge: 'item', warehouse: 'item', inventory: 'item', garden: 'plant', gardening: 'plant', wardrobe: 'clothing item', closet: 'clothing item', garage: 'car', toolbox: 'tool',
	'family tree': 'family member', genealogy: 'family member', 'birthday calendar': 'birthday', 'birthday list': 'birthday', 'job search': 'job application', 'job hunt': 'job application',
	'gift idea': 'gift', 'key value store': 'key value pair', 'key value database': 'key value pair',
	'paste bin': 'paste', pastebin: 'paste', 'quote of the day': 'quote', 'waiting list': 'guest', 'visitor book': 'visitor', 'guest book': 'message', guestbook: 'message',
	'baby log': 'feeding', 'mood board': 'idea', 'punch list': 'task', 'scrum board': 'story', 'sprint board': 'story', 'task board': 'task', 'kanban board': 'task', 'trello board': 'task', 'sales pipeline': 'deal', 'hiring pipeline': 'candidate', 'job board': 'job',
	'class register': 'student', 'equipment checkout': 'equipment', 'link list': 'link', 'reading goal': 'book', 'gratitude journal': 'gratitude entry', 'to do': 'todo', 'crop rotation': 'crop', 'training journal': 'workout', 'fishing log': 'catch', 'hunting log': 'sighting', 'flight log': 'flight', 'dive log': 'dive', 'logbook entry': 'entry', 'hour': 'time entry', 'bird watching log': 'bird', 'birdwatching log': 'bird', 'bird watching': 'bird', birdwatching: 'bird', 'cash flow': 'transaction',
}; // prettier-ignore

/** What one does, and the thing kept by it: "what I lend" → loan. */
export const VERB_ENTITIES: Readonly<Record<string, string>> = {
	lend: 'loan', borrow: 'loan', eat: 'meal', drink: 'drink', spend: 'expense', read: 'book', watch: 'movie', sleep: 'sleep', weigh: 'weight',
	owe: 'debt', visit: 'place', cook: 'recipe', wear: 'outfit', listen: 'song', feel: 'mood', learn: 'study session', study: 'study session', earn: 'income', invest: 'investment',
	pay: 'payment', buy: 'purchase', sell: 'sale', travel: 'trip', run: 'run', walk: 'walk', cycle: 'ride', swim: 'swim', climb: 'climb',
	practice: 'practice session', exercise: 'workout', train: 'workout', lift: 'workout', plant: 'plant', grow: 'plant', water: 'plant', harvest: 'harvest', catch: 'catch', drive: 'mileage',
	work: 'time entry', dream: 'dream', pray: 'prayer', donate: 'donation', save: 'saving goal', refuel: 'fuel', cough: 'symptom', hurt: 'symptom', play: 'game', own: 'item', use: 'item',
}; // prettier-ignore
