import type { FieldType } from '#lib/model/spec.ts';

/** Names of fields by what they hold; the last word of a longer name counts when the whole is unknown. */
export const FIELD_WORDS: Readonly<Partial<Record<FieldType, string>>> = {
	money:
		'price, amount, cost, fee, salary, budget, balance, rent, wage, revenue, income, payment, tax, value, worth, deposit, profit, debt, tip, bill, subtotal, fare, premium, vat, total, hourly rate, expense, spending, turnover, estimate, net worth, price per litre, donation, loan amount, earnings, pay, commission, shipping, discount amount, refund, invoice total, purchase price, unit price, target amount, monthly payment, credit, debit',
	integer:
		'quantity, qty, count, page, set, rep, repetition, year, vintage, age, stock, point, calorie, attempt, episode, goal, vote, seat, serving, portion, copy, unit, piece, like, view, click, visit, population, mileage, odometer, pulse, systolic, diastolic, heart rate, round, lap, step, capacity, room count, bedroom, bathroom, jersey number, issue number, house number, floor, rank, score, reorder level, minimum, maximum, stock level, egg, point total, kill, win, loss, draw, inventory, number of players, headcount, sprint, season number, track number, brood frame, frame, hit, run count, story point, published year, release year, age limit, passenger, guest count, kcal, elevation, download, cup, glass, pushup, bpm, run time, runtime, order quantity',
	number:
		'weight, height, length, width, depth, distance, temperature, volume, litre, hour, speed, latitude, longitude, area, ph, nitrate, ammonia, dose, concentration, size in, yield, honey yield, consumption, usage, kilometre, km, mile, kg, gram, metre, cm, pressure, blood pressure, level, ratio, rainfall, gpa, reading, body fat, waist, pace, average speed, fuel, water, sleep hours, energy, kwh, bmi, glucose, blood sugar, thickness, diameter, mass, radius, pound, ounce, hours slept',
	percent:
		'percent, percentage, progress, discount, completion, humidity, interest rate, alcohol, abv, vat rate, tax rate, margin, hydration, battery, interest, coverage, probability, battery level, soil moisture',
	date: 'date, deadline, due, due date, birthday, birthdate, dob, date of birth, anniversary, expiry, expiration, best before, day, start, end, start date, end date, renewal, since, until, published, departure, arrival, lease end, lease start, born, died, next visit, next lesson, next appointment, last watered, last seen, release, acquired, joined, last contact, last service, next service, last check, check in, check-in, check out, check-out, use by, warranty, expires, expires on, bought on, last cleaned, hire date, when, next due, last calibration, due back, founded, harvest date',
	dateTime:
		'timestamp, datetime, created at, updated at, taken at, recorded at, start time, end time, date and time, measured at, sent at, starts at, ends at, moment, published at',
	time: 'time, bedtime, wake time, wake up time, opening time, closing time, time of day, feeding time, wakeup',
	duration:
		'duration, minute, playing time, cooking time, cook time, prep time, preparation time, proofing time, brewing time, brew time, time spent, travel time, baking time, play time, session length, watering interval, running time, lap time, finish time, finishing time, steep time, waiting time, practice time, second, screen time, interval',
	rating: 'rating, star, stars, star rating, my rating, five star rating',
	boolean:
		'done, finished, completed, complete, active, available, confirmed, bought, paid, sold, sent, returned, archived, owned, in stock, read yet, checked, packed, flag, checkbox, favourite, public, private, published flag, enabled, approved, listened, watched, seen, visited, delivered, vegetarian, vegan, vaccinated, planted, harvested, cooked, tried, recommended, paid back, given back, wrapped, ready, urgent, taken, attended, present, signed, rsvp, coming, received, cancelled, closed, open, resolved, success, ticked, invited, answered, verified, own, given, insured, paid flag, booked, learned, mastered, used, hired, lent, eaten, shipped, subscribed, billable, passed, mandatory, gift wrapped, gluten free, dairy free, needs repair, fragile, broken, refundable, taxable, waterproof, recurring, organic, optional, required',
	enum: 'status, state, stage, priority, category, severity, mood, difficulty, condition, season, billing cycle, cycle, frequency, price level, sowing month, flowering month, month, weekday, importance, urgency, energy level, risk, impact, gender, meal type, day of the week, brew method, payment method, spiciness, watering, light, sex, type, effort, repeat, interest level, likelihood, skill level, room type',
	tags: 'tag, labels, keyword, skill, allergy, allergen, hashtag, interest list, amenity, language spoken',
	longText:
		'note, notes, description, ingredient, ingredients, instruction, comment, body, content, text, summary, review, lyrics, details, remark, remarks, feedback, message, symptom, tasting note, abstract, bio, observation, recipe, direction, method, story, answer, explanation, idea text, agenda, minutes text, steps to reproduce, thought, dietary need, preparation, reflection, lesson learned, care instructions, excerpt, transcript, work done, snippet, definition, highlight, prescription, treatment',
	email: 'email, mail, email address, mail address, contact email',
	phone:
		'phone, mobile, telephone, tel, cell, phone number, mobile number, telephone number, fax, contact number',
	url: 'url, link, website, homepage, web address, photo, image, picture, video, cover, avatar, logo, short url, original url, target, photo url, image url, cover image, repository, web page, long url, thumbnail, feed url',
	color: 'colour, color, paint colour',
	text: 'title, name, author, artist, album, isbn, sku, id, code, barcode, serial number, location, place, city, country, region, brand, model, make, genre, species, breed, language, company, position, job title, role, client, customer, assignee, owner, person, who, where, what, address, destination, origin, topic, subject, exercise, director, actor, publisher, format, edition, series, variety, colour name, vendor, supplier, manufacturer, shop, store, doctor, vet, drug, medicine, number, invoice number, order number, reference, venue, room, table, artist name, maker, occasion, event, platform, developer, style, material, size, pattern, fabric, team, opponent, result, reason, source, position name, department, teacher, student, username, password, first name, last name, surname, nickname, question, front, back, word, translation, meaning, composer, instrument, key, conductor, route, grade, muscle group, activity, flavour, origin country, roaster, distillery, brewery, winery, grape, cuisine, diet, unit, shelf, box, aisle, household, street, postcode, zip, zip code, state name, capital, currency, coin, symbol, vin, plate, license plate, licence plate, chapter, verse, plot, character, voice, tenant, landlord, project, sprint name, milestone, version, environment, device, borrower, lender, friend, host, guest name, contact, contact person, beneficiary, donor, sender, recipient, receiver, channel, campaign, slug, sensor, latin name, scientific name, queen, temper, hive, bait, lure, weather, needle size, yarn, stitch, show, episode title, milk, producer, seller, buyer, agent, category name, side, object, seeing, filament, flour, piece, homework, availability, jersey, dosage, mechanic, workshop, instructor, trainer, coach, course, class, school, university, degree, major, discipline, league, nationality, religion, tool, part, part number, item, product, product name, service, task, goal name, habit, dish, drink, food, meal, ingredient name, spice, dietary restrictions, hobby, password hint, port, ip address, mac address, hostname, operating system, bin, slot, carrier, tracking number, ticket number, seat number, gate, airline, flight number, airport, hotel, booking reference, confirmation number, plan, provider, account, bank, iban, policy number, insurer, family, relation, relationship, mother, father, parent, child, spouse',
};

/** What a choice offers when the sentence names no options. */
export const ENUM_OPTIONS: Readonly<Record<string, string>> = {
	status: 'To do|In progress|Done',
	state: 'Open|In progress|Closed',
	stage: 'Lead|Contacted|Proposal|Won|Lost',
	priority: 'Low|Medium|High',
	importance: 'Low|Medium|High',
	urgency: 'Low|Medium|High',
	severity: 'Low|Medium|High|Critical',
	impact: 'Low|Medium|High',
	risk: 'Low|Medium|High',
	effort: 'Small|Medium|Large',
	likelihood: 'Unlikely|Possible|Likely',
	category: 'General|Home|Work|Personal|Other',
	type: 'Standard|Special|Other',
	mood: 'Great|Good|Okay|Low|Awful',
	difficulty: 'Easy|Medium|Hard',
	condition: 'New|Very good|Good|Fair|Poor',
	season: 'Spring|Summer|Autumn|Winter',
	cycle: 'Weekly|Monthly|Quarterly|Yearly',
	frequency: 'Daily|Weekly|Monthly|Yearly',
	repeat: 'Never|Daily|Weekly|Monthly|Yearly',
	level: 'Low|Medium|High',
	month: 'January|February|March|April|May|June|July|August|September|October|November|December',
	weekday: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
	week: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
	gender: 'Female|Male|Other',
	sex: 'Female|Male|Unknown',
	method: 'Cash|Card|Transfer|Other',
	watering: 'Daily|Every few days|Weekly|Rarely',
	light: 'Sun|Half shade|Shade',
	spiciness: 'Mild|Medium|Hot',
	'meal type': 'Breakfast|Lunch|Dinner|Snack',
	'brew method': 'Espresso|Filter|French press|Moka pot|Other',
	'price level': 'Cheap|Medium|Expensive',
	'room type': 'Single|Double|Suite',
};

/** Units that a number carries when the sentence names none. */
export const DEFAULT_UNITS: Readonly<Record<string, string>> = {
	weight: 'kg', distance: 'km', temperature: '°C', calorie: 'kcal', litre: 'l', hour: 'h', mileage: 'km',
	kilometre: 'km', mile: 'mi', odometer: 'km', cm: 'cm', pulse: 'bpm', bpm: 'bpm', minute: 'min', page: 'pages',
	kwh: 'kWh', kg: 'kg', gram: 'g', metre: 'm',
}; // prettier-ignore

/** How a sentence may name a type outright: "price as a number". */
export const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
	text: 'text, string, word, short text, single line',
	longText: 'long text, multi line text, multiline, text area, textarea, paragraph, markdown',
	number: 'number, decimal, numeric, float, decimal number',
	integer: 'integer, whole number, int',
	money: 'money, currency, euro, dollar, price, amount of money',
	percent: 'percent, percentage',
	date: 'date, day',
	dateTime: 'date and time, datetime, timestamp',
	time: 'time, time of day, clock time',
	duration: 'duration, minute, time span',
	rating: 'rating, star rating, star, stars',
	boolean:
		'boolean, checkbox, yes no, yes or no, yes / no, flag, toggle, tick box, true or false, check box, switch, yes/no',
	enum: 'choice, dropdown, drop down, select, option, enum, selection, radio button',
	tags: 'tag, tags, label list, list of tag, multi select',
	email: 'email, email address',
	phone: 'phone number, phone, telephone number',
	url: 'url, link, web address',
	color: 'colour, color',
	ref: 'reference, foreign key',
};

export const CURRENCIES: Readonly<Record<string, string>> = {
	euro: 'EUR', eur: 'EUR', '€': 'EUR', dollar: 'USD', usd: 'USD', $: 'USD', gbp: 'GBP', '£': 'GBP', sterling: 'GBP',
	franc: 'CHF', chf: 'CHF', yen: 'JPY', rupee: 'INR', krona: 'SEK', zloty: 'PLN',
}; // prettier-ignore

export const UNIT_SYMBOLS: Readonly<Record<string, string>> = {
	cm: 'cm', centimetre: 'cm', mm: 'mm', millimetre: 'mm', m: 'm', metre: 'm', km: 'km', kilometre: 'km', mile: 'mi',
	kg: 'kg', kilo: 'kg', kilogram: 'kg', g: 'g', gram: 'g', lb: 'lb', lbs: 'lb', pound: 'lb', ounce: 'oz', oz: 'oz',
	litre: 'l', l: 'l', ml: 'ml', millilitre: 'ml', hour: 'h', minute: 'min', second: 's', day: 'days', week: 'weeks',
	month: 'months', year: 'years', degree: '°C', celsius: '°C', fahrenheit: '°F', percent: '%', '%': '%', page: 'pages',
	kcal: 'kcal', calorie: 'kcal', inch: 'in', foot: 'ft', kwh: 'kWh', gb: 'GB', mb: 'MB', bar: 'bar', psi: 'psi', cup: 'cups', mg: 'mg',
}; // prettier-ignore
