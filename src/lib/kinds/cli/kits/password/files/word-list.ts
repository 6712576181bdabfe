/** Short words that are easy to spell: each adds more than nine bits to a phrase. */
export const WORDS: readonly string[] = (
	'acorn actor adapt album alert alley amber angle apple april apron arena armor arrow ashes aspen atlas ' +
	'attic audio autumn avenue awake badge bagel baker balmy bamboo banjo barn basil basin beach beard beaver ' +
	'began bench berry birch black blade blank blast blaze blend bless bloom blue board boat bold bonus book ' +
	'boots border bottle bounce bowl brain brave bread brick bridge brief bright brisk broad bronze brook ' +
	'broom brown brush bubble bucket buddy bugle build bunny butter button cabin cable cactus camel candle ' +
	'canoe canyon cargo carpet carrot castle cedar cello chain chalk charm cheese cherry chess chief chili ' +
	'cinema circle citrus civic clap clay clean clever cliff climb clock cloud clover coach coast cobalt ' +
	'cocoa comet copper coral corner cosmos cotton couch country cousin cove crane crayon cream creek crisp ' +
	'crown crystal cube cup curry cycle daily dairy daisy dance dawn debut decade deer delta denim depot ' +
	'desert diary dime dinner disco dock dolphin donkey door dough dragon drama dream drift drum duck dune ' +
	'dust eager eagle early earth easel echo eclipse edge eight elbow elder elm ember empty energy engine ' +
	'enjoy epic equal error essay evening event exact extra fable fabric falcon family fancy farm feast ' +
	'feather fern ferry fiber fiddle field finch flag flame flint float flock flour flute focus fog forest ' +
	'forge fossil found fox frame fresh friend frost fruit gable galaxy garden garlic gather gentle geyser ' +
	'giant ginger glacier glad glass globe glove goat gold goose grain grand grape grass gravel green grid ' +
	'grove guitar gull habit hammer harbor harp harvest hazel heart hedge helmet heron hobby holly honest ' +
	'honey horizon horse hotel house humble hut icicle idea igloo index indigo ink inlet iris iron island ' +
	'ivory ivy jacket jade jam jazz jeans jelly jewel jigsaw jolly journal judge juice jump jungle juniper ' +
	'kayak kettle kind kite kitten kiwi knot koala label lagoon lake lamp lantern larch laser latch laurel ' +
	'lava lawn leaf legend lemon lens lentil letter level library light lilac lily lime linen lion lizard ' +
	'lobster locket logic lotus lucky lunar lunch lyric magic magnet mango maple marble market marsh mason ' +
	'meadow medal melody melon mentor merry metal meteor mild mill mint mirror misty mixer model modern ' +
	'moment monday moon moose morning mosaic moss motor mountain mouse movie muffin mural museum music myth ' +
	'napkin narrow native nature navy nectar needle nest night noble noon north note novel number nutmeg oak ' +
	'oasis oat ocean olive omelet onion opal opera orange orbit orchid otter outer oval oven owl oyster ' +
	'paddle paint palace palm panda paper parade parrot pasta patch path peach peak pearl pebble pencil ' +
	'pepper piano picnic pigeon pillow pilot pine pink pixel pizza planet plank plate plaza plum pocket poem ' +
	'polar pond pony poplar poppy potato powder prairie present prism proud puddle pumpkin puppet purple ' +
	'puzzle quail quartz queen quest quick quiet quilt quiz rabbit radar radio raft rain rapid raven ready ' +
	'recipe reef relax ribbon rice ridge river road robin rocket roof rope rose round royal rubber ruby rug ' +
	'saddle saffron sage sail salad salmon salt sand sandal satin sauce scarf school scout season seed shadow ' +
	'shark sheep shell shine ship shoe shore silk silver singer sketch sky sled slope smile smoke snail snow ' +
	'soap sofa solar solid song soup south spark spice spider spiral spoon spring spruce square squid stable ' +
	'stamp star steam steel stone storm story straw stream street studio sugar summer sun sunset swan sweet ' +
	'swift swing table tango tapestry tea teal temple tennis tent theater thistle thunder ticket tiger timber ' +
	'toast tomato topaz torch tower toy trail train travel treaty tree tribe trophy trout truck trumpet tulip ' +
	'tundra tunnel turtle twig twin umbrella uncle unicorn urban valley vanilla vapor velvet village vine ' +
	'violet violin visit vivid voice volcano voyage waffle wagon walnut walrus water wave wax weather weaver ' +
	'whale wheat whisper white willow wind window winter wisdom wolf wonder wood wool world yacht yarn yellow ' +
	'yogurt young zebra zenith zigzag zinc'
).split(' ');
