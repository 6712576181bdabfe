/**
 * Things people keep, and the fields they have when the sentence names none. One line each:
 * `name, further names: field, field(option|option), field=type`. Further names keep their own name but share the fields.
 */
export const ENTITIES = `
expense, spending, expenditure, cost: amount, category(Food|Home|Transport|Leisure|Health|Other), date, note
income, earning: amount, source, date, note
transaction, cash book: amount, category(Income|Food|Home|Transport|Leisure|Other), date, note
budget: category(Food|Home|Transport|Leisure|Health|Other), planned=money, spent=money
purchase, buy: item, price, shop, date
saving goal, saving, savings goal: name, target=money, saved=money, date
debt, iou: person, amount, date, paid=boolean
loan, borrowed item, lent item: item, person, date, returned=boolean
bill: name, amount, due, paid=boolean
subscription, membership fee: name, price, billing cycle, renewal date
invoice: number, customer, amount, date, due, paid=boolean
receipt: shop, amount, date, category(Food|Home|Transport|Leisure|Other)
quotation, offer: number, customer, amount, date, status(Draft|Sent|Accepted|Declined)
donation: donor, amount, date, note
investment, holding, stock holding: name, shares=number, price, date
asset: name, category(Electronics|Furniture|Vehicle|Other), value, purchase date
recipe: title, ingredients, steps=longText, category(Breakfast|Main|Dessert|Snack|Drink), rating
meal, food: name, date, meal type, calories, note
dish: name, description, price, category(Starter|Main|Dessert|Drink)
ingredient: name, quantity=number, unit
menu item, menu: name, description, price, category(Starter|Main|Dessert|Drink)
drink, beverage, cocktail: name, ingredients, rating
wine: name, vintage, region, rating, note
beer, whisky, tea: name, brewery, style, rating, note
coffee: date, cups=integer, note
cheese: name, country, milk, rating
habit, routine, ritual: name, frequency(Daily|Weekdays|Weekly), note
goal, resolution, objective: name, target date, progress, status(Open|In progress|Reached)
todo: title, done, due
task, to do, action item, errand, assignment: title, status(To do|In progress|Done), priority, due, assignee
chore: name, person, frequency(Daily|Weekly|Monthly), done
project: name, client, status(Planned|Active|Done), deadline
milestone: name, date, done
idea, suggestion, feature request: title, description, status(New|Planned|Done), votes
bug, issue, defect: title, description, severity, status(Open|In progress|Fixed), assignee
ticket, support request: subject, body=longText, status(Open|Waiting|Closed), priority
story, user story: title, points, sprint=text, owner, status(To do|In progress|Done)
sprint: name, start date, end date
deal, opportunity: name, company, value, stage
lead, prospect: name, company, email, stage
book, novel, audiobook, ebook: title, author, status(To read|Reading|Finished), rating
comic, comic book, manga: title, series, issue number, rating
movie, film, series, tv show, anime: title, year, genre, watched, rating
actor: name, birth date, nationality
director: name, birth date
song, track: title, artist, album, duration
album: title, artist, year, genre
record, vinyl record, cd, vinyl: artist, title, year, condition
artist, band, musician: name, genre, country
concert, gig: artist, venue, date, rating
podcast: title, episode, listened=boolean, rating
show, podcast show: title, host=text, description
episode: title, number, date, watched=boolean
game, video game, board game, card game: title, platform, status(To play|Playing|Finished), rating
puzzle, lego set: name, pieces, done
contact, person, friend, people, acquaintance: name, email, phone, address, birthday
customer, client, buyer: name, email, phone, address
company, organisation, business, account: name, website, phone, address
supplier, vendor: name, email, phone, country
employee, worker, staff, staff member, colleague, teammate: name, email, role, hired on=date
department: name, manager
manager: name, email
user: name, email, role
role: name, description
permission: name, description
member, subscriber: name, email, phone, joined on=date
volunteer, helper: name, email, phone, skills, availability
candidate, applicant: name, role, email, status(New|Interview|Offer|Rejected)
job application, application: company, position, status(Applied|Interview|Offer|Rejected), date
job, job posting, vacancy: title, company, location, salary
interview: candidate, date, interviewer, note
guest, invitee, wedding guest: name, email, confirmed=boolean, dietary needs
attendee, participant, visitor: name, email, confirmed=boolean
family member, ancestor, relative: name, birth date, parent, note
birthday: name, date
anniversary: name, date
event, happening: title, date, time, location, description
appointment: title, date, time, location, note
meeting: title, date, time, attendees=text, note
reservation, booking: name, date, time, guests=integer
shift: person, date, start=time, end=time
holiday, vacation, leave, absence: person, start date, end date
exam, test: subject, date, room, grade
lesson: student, date, topic, homework
deadline: title, date, done
schedule entry, class session: title, weekday, time, room
workout, training, exercise session, gym session, training session: date, exercise, sets, reps, weight
exercise: name, muscle group, sets, reps
run, jog: date, distance, duration, note
ride, bike ride, cycling, walk, hike, swim, swimming, running: date, distance, duration, note
climb, ascent: route, grade, date, attempts
match, fixture: date, opponent, score=text, location
team, club: name, city, coach
player, athlete: name, team, position
score, result: player, points, date
weight, body weight, weigh in: date, weight, note
measurement, body measurement, vital: date, value=number, note
blood pressure, blood pressure reading: date, time, systolic, diastolic, pulse
blood sugar, glucose: date, time, value=number, note
sleep: date, bedtime, wake time, quality=rating, note
mood, feeling, emotion: date, mood, note
water, water intake, glass of water: date, amount=integer, note
symptom, migraine, headache, pain, allergy: date, symptom=text, severity, note
medication, medicine, pill, drug, supplement, vitamin: name, dose, time, taken
cycle, period: start date, end date, note
vaccination, vaccine: name, date, next due
patient: name, birth date, phone, note
doctor, physician, nurse, therapist: name, specialty=text, phone
treatment, therapy: name, date, note
visit: date, doctor, reason, note
prescription: medication=text, dose, date
pet, dog, cat, animal, horse, chicken, rabbit, fish: name, species, breed, birth date
feeding, feed: date, time, amount=text, note
diaper, nappy: date, time, type(Wet|Dirty)
baby, child, kid: name, birth date, note
plant, houseplant, flower, tree, succulent, orchid: name, species, location, last watered, watering interval
seed: variety, sowing month, depth=number, done
harvest: crop=text, date, quantity=number
crop, vegetable: name, bed=text, planted on=date, harvested=boolean
bed, garden bed: name, size
hive, beehive, bee hive, colony: name, location, queen age, note
inspection: date, object=text, result, note
bird, butterfly, insect, mushroom, species, sighting: name, species, location, date
observation: object, date, location, note
catch, fish catch: species, weight, location, date
trip, journey, travel: destination, start date, end date, budget, note
destination, place, city, sight: name, country, visited, note
country: name, capital, population, area
flight: number, origin, destination, date
airport: name, code, city
hotel, accommodation: name, city, check in, check out, price
room: name, capacity, price
restaurant, cafe, bar: name, cuisine, city, rating, visited
trail, hiking trail, route: name, region, length, difficulty
campsite: name, location, rating
packing item: name, quantity, packed
item, thing, article, stock item, good, inventory item, supply: name, quantity, price, location
product: name, sku, price, stock
appliance, warranty, device, gadget, equipment: name, serial number, bought on=date, expires on=date
tool: name, location, purchase date, price
part, spare part, component: name, sku, quantity, price
material: name, quantity=number, unit, price
checklist item: name, quantity, done
grocery, shopping item, shopping: name, quantity, bought
wish, wishlist item: name, price, link, bought
gift, present, gift idea: name, person, occasion, price, bought
clothing item, clothes, outfit, garment, shoe: name, category(Top|Bottom|Shoes|Accessory), colour, size, season
toy, doll: name, age, condition
coin, stamp, banknote, medal, badge, postcard, trading card, card collection: name, country, year, value, condition
antique, artwork, painting, sculpture: title, artist, year, value
photo, picture, image: title, date, location, url
car, vehicle, bike, motorcycle, boat, truck: make, model, year, license plate
maintenance, repair, service, car service: date, work done, cost, mileage
fuel, refuelling, fill up, refuel: date, litres, price, odometer
mileage, drive: date, start=text, end=text, distance
property, rental property, house, apartment, flat: address, rent, tenant, lease end
owner: name, email, phone
tenant: name, email, phone, property=text
contract, policy, insurance: name, provider, start date, end date, cost
document, file, paper: title, category(Contract|Invoice|Letter|Other), date, location
key: name, location, person
box, moving box, crate, container: label, contents, location
key value pair: key, value=text
password hint: account, hint=text
account entry: date, description=text, amount
order: number, customer, date, status(New|Paid|Shipped|Delivered), total
order line, order item, line item: order, product, quantity, price
cart: customer, created at
payment: amount, date, method=enum, reference
shipment, parcel, delivery, package: tracking number, recipient, status(Sent|In transit|Delivered), date
category: name, description
tag: name
brand: name, country
review: title, rating, text, date
comment, reply: author, text, date
post, blog post, article: title, body, author, published=boolean, date
author, writer: name, email, bio
page, web page: title, slug, body
message: sender, text, sent at
thread, topic: title, author, created at
like, vote: person, date
follow: follower=text, followed=text
chat, conversation: title, created at
question: question, answer
answer: text, author
quiz: title, description
flashcard, card: front, back
word, vocabulary, vocabulary word: word, translation, example=text
quote, quotation text, saying: text, author, source
joke: text, category(Short|Long|Other)
fact: text, source
poem: title, text
note, memo: title, text, tags
entry, journal entry, diary entry, diary, journal: date, text, mood
dream: date, title, description, mood
gratitude, gratitude entry: date, text
prayer: text, date, answered
bookmark, link, url: title, url, tags
snippet, code snippet: title, language, code=longText
command: name, description
student, pupil, learner: name, email, class=text, birth date
teacher, lecturer, tutor, instructor: name, email, subject
course, class, module: title, teacher, room, start date
enrollment, enrolment, registration: student, course, date
subject: name, teacher
grade, mark: student, subject, grade=number, date
homework: subject, task, due, done
lecture: title, date, teacher
school: name, city
parent: name, email, phone
time entry, timesheet, time sheet, hour, timesheet entry, work hour: date, project, hours, note
session, study session, practice session, practice, focus session: date, duration, topic, note
log entry: date, text
reading: sensor, value=number, unit, taken at
sensor: name, location, unit
temperature: value=number, taken at
station, weather station: name, latitude, longitude
experiment, trial: name, date, result, note
sample: name, date, location
chemical: name, formula=text, quantity=number
paper reference, citation, publication, source: title, author, year, url
print, 3d print: name, filament, duration, result
sale: product, quantity, revenue=money, date
campaign: name, channel, start date, budget
lot: name, price, status(Open|Sold)
auction: item, bid=money, date
election: title, date
candidate vote: person, votes
party: name, date, location
competition, tournament, contest, race: name, date, location, result
skill: name, level(Beginner|Good|Expert)
certificate, certification, licence, license, software license, software licence: name, issuer=text, date, expires on=date
language: name, level(Beginner|Intermediate|Fluent)
instrument: name, maker, year
piece: title, composer, difficulty
knitting project, craft, craft project, sewing project: name, yarn, progress, status(Planned|Active|Done)
server, host: name, ip address, location
domain: name, expires on=date, provider
incident, accident: title, date, severity, description
risk: title, likelihood, impact, owner
change: title, date, author
release, version: version, date, note
payload: body, received at=dateTime
paste: text, language, created at
session log: date, duration
parking: location, date, note
poll: question, options=longText, votes
rsvp: name, email, coming, guests=integer
attendance, attendance record: name, date, present
feedback, customer feedback: name, rating, comment, date
baby name: name, meaning=text, origin, rating
furniture, piece of furniture: name, room, price, purchase date
cleaning, cleaning task, housework: task, person, date, done
rental, hire: item, customer, start date, end date, price
vehicle: make, model, year, license plate
spot, parking spot, slot: number, level, available
lost item: name, location, date, found=boolean
story idea: title, text
character: name, role, description
chapter: title, text, number
scene: title, description
location: name, address, city
address: name, street, city, postcode
warehouse: name, location
branch: name, city
admission ticket: seat, price, sold on
parking ticket: entered at, left at, price, paid
match goal: match, player, minute=integer
seat: row=text, number
screening: movie, date, room
`;
