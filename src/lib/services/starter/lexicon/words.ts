const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

export const DETERMINERS = words(
	'a an the my our your his her their its each every all any some several many multiple different various this these those another few both such own lots bunch one two three four five six couple certain more other following',
);

/** Said of nearly everything one asks for: they change nothing about what is made. */
export const MODIFIERS = words(
	'simple small little tiny basic easy quick nice pretty beautiful clean modern minimal minimalist lightweight personal private favourite good great better best new custom useful handy smart digital offline online local free full complete fast fancy cute responsive mobile daily weekly monthly yearly annual handwritten interactive tidy plain neat cool elegant proper decent powerful compact dead super very really just fully single standalone real visual friendly whole open working lovely',
);

export const PREPOSITIONS = words(
	'with without for of to from in into on onto at by per via through over under about as between against during within until till before after since than like across around near off up out including excluding containing having using showing',
);

export const PRONOUNS = words(
	'i we you he she it they me us him them myself ourselves who whom whose which that what where when why how whether everyone everybody someone somebody anyone',
);

export const CONJUNCTIONS = words(
	'and or but plus & then so if because while although also too unless otherwise else whenever once',
);

export const AUXILIARIES = words(
	"is are was were be been being am can could should shall will would may might must do does did has have had having need needs needed want wants wanted get gets let lets let's i'm i'd i've it's that's don't doesn't can't there belongs belong contains contain includes include consists consist comes come references reference",
);

export const ADVERBS = words(
	'called named titled entitled not no only even still already always never please maybe perhaps together afterwards easily quickly automatically later now today soon here there again ever nicely well properly etc ago actually basically thanks thank hi hello hey ok okay yes kindly just currently also instead mostly mainly',
);

/** Words that end a name. */
export const STOP: ReadonlySet<string> = new Set([
	...DETERMINERS, ...PREPOSITIONS, ...PRONOUNS, ...CONJUNCTIONS, ...AUXILIARIES, ...ADVERBS,
]); // prettier-ignore

/** What one asks for when one has no better word for it. */
export const GENERIC_HEADS = words(
	'app application tool website site webapp web page program software system platform thing something anything way place solution helper utility product widget interface screen form view somewhere space portal ability option possibility functionality feature',
);

/** Nouns that hold rows: what stands before them or after "of" is the thing kept. */
export const CONTAINERS = words(
	'tracker list log logbook inventory catalogue collection register registry directory manager organiser management database table schema sheet spreadsheet diary journal planner planning calendar schedule scheduler board archive overview history roster ledger dashboard chart graph report checklist timetable app api cli tool website site web page program software service endpoint server backend application utility script keeper keeping record tracking monitor book pipeline system platform kanban data model info information details plan agenda statistics stats counter hub base rest http interface command microservice tables watchlist wishlist portfolio notebook reminder leaderboard scoreboard scorecard box form survey visualiser generator creator helper finder viewer',
);

/** Who it is for, or where it is used: never the thing kept. */
export const AUDIENCE = words(
	'team family friend kid child me us myself beginner flatmate roommate company office home house group people everyone personal use myself business freelancer couple colleague household week month year day holiday vacation weekend phone computer browser desktop laptop mobile tablet terminal console shell fun work learning purpose example future reference free later wedding party small',
);

/** Verbs that keep rows. Their object is the thing kept. */
export const KEEP_VERBS = words(
	'track keep log record note save store manage organise collect list catalogue remember monitor register plan schedule maintain jot write enter add put rate review archive follow document administer handle capture count measure file hold gather inventory budget log tracks memo visualise chart plot analyse assign catalog sort drag move create edit update import own rank compare observe model',
);

/** Verbs that begin a new wish inside a list: "…, rating and let me search". */
export const CLAUSE_VERBS = words(
	'show let allow sort filter search remind export send notify warn alert calculate display tell give make print highlight group draw order compute sum add import download mark see view',
);

export const HAVE = words(
	'have has having contain contains include includes store stores hold holds need needs carry carries get gets comprise',
);

export const TIME_UNITS = words(
	'day week month year quarter hour minute morning evening night weekday weekend monday tuesday wednesday thursday friday saturday sunday',
);
