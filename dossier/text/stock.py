"""A word -> how much it tells when two reports have it in common: little words little, formulas of the trade next to nothing.

Two texts that were written apart have «بحلول نهاية العام», «رئيس مجلس الوزراء العراقي» or «شريطة عدم الكشف عن
هويته» in common. Such words belong to a shared passage, but do not make one. A word that is missing here makes a
chance likeness a little more likely; a word too many makes a short copied sentence a little harder to see.
"""

from __future__ import annotations

from functools import lru_cache

from dossier.text.fold import fold
from dossier.text.lexicon import EN_GIVEN_NAMES, GIVEN_NAMES, RANKS, is_english_nationality, is_nationality
from dossier.text.words import key, stems

LITTLE = 1 / 3  # of a word with content: a run of them is still somebody's sentence
EN_LITTLE = 1 / 5  # English writes apart what Arabic writes in one word, and has more of them
STOCK = 1 / 10


def _listed(words: str, language: str = "ar") -> frozenset[str]:
    return frozenset(key(word) for word in fold(words, language).text.casefold().split())


# Arabic: without proclitics and without the article; what never loses it is written with it.
_AR_LITTLE = _listed(
    "من في على إلى عن مع بعد قبل عند عندما حين حينما خلال بين تحت فوق أمام وراء حول ضد نحو حوالى حوالي منذ حتى لدى "
    "دون بدون غير سوى كل بعض جميع أي أية كما لكن لكنه لكنها إن أن أنه أنها أنهم أنهما أنني إنني إننا أننا إذا إذ لو "
    "لولا لم لن لا ما ليس ليست قد لقد سوف هل هو هي هم هما نحن أنا هذا هذه هؤلاء ذلك تلك الذي التي الذين اللذين "
    "اللتين ثم أو أم بل حيث بينما فيما مما عما كيف متى أين كان كانت كانوا كانا يكون تكون يكونون ليكون تم يتم به بها "
    "بهم فيه فيها فيهم عليه عليها عليهم منه منها منهم إليه إليها إليهم له لها لهم لنا لدينا عنه عنها معه معها بينها "
    "بينهم بينهما نفسه نفسها ذاته كذلك أيضا فقط أكثر أقل جدا مثل عبر رغم بسبب أجل سبيل أحد إحدى عدد عدة عديد كلا كلتا "
    "حد وقت هنا هناك إلا يا و ف ب ل ضمن قبيل عقب إثر جراء شأن صدد إطار يوجد ذات آخر آخرون آخرين أخرى"
)
_AR_STOCK = _listed(
    # who reports, and in which forms
    "قال قالت قالوا يقول تقول أعلن أعلنت يعلن أكد أكدت يؤكد أضاف أضافت أوضح أوضحت صرح صرحت ذكر ذكرت أشار أشارت يشير "
    "مشيرا مؤكدا مضيفا لافتا موضحا لفت لفتت شدد شددت كشف كشفت نقل نقلت نقلا أفاد أفادت تابع اعتبر رأى حسب وفق وفقا "
    "بيان تصريح تصريحات تقرير مؤتمر مقابلة صحفي صحافي صحفيين صحافيين مشترك مشتركة وكالة صحيفة قناة موقع أنباء وسائل "
    "إعلام رسمي رسمية مصدر مصادر مسؤول مسؤولين مسؤولون متحدث متحدثة ناطق باسم شريطة شرط عدم كشف هويته هويتها اسمه "
    "مخول مصرح تحدث تحدثوا جهة مسؤوليتها مسؤولية تعلن تتبن تتبنى جاء جاءت معروف معروفة "
    # offices and institutions
    "رئيس رئيسة رئاسة رؤساء نائب نواب وزير وزيرة وزراء وزارة حكومة حكومي مجلس أمة شيوخ برلمان برلماني ملك ملكي أمير ولي "
    "عهد سلطان خادم حرمين شريفين جلالة سمو سعادة فخامة معالي سفير مبعوث موفد مستشار أمين عام عامة قائد قوات قوة مسلحة "
    "جيش أركان أعلى هيئة خارجية داخلية دفاع مالية نفط عدل إدارة بيت أبيض بنتاغون كونغرس اتحاد أوروبي أمم متحدة أمن جمهورية "
    "دولة دول ولايات مملكة حزب حركة تنظيم جماعة إسلامي إسلامية داعش تحالف دولي دولية شام قيادة مركزية عمليات شعبي حشد "
    "سابق سابقة أسبق خاص خاصة سياسي سياسية عسكري عسكرية أمني أمنية قومي وطني وطنية شرق أوسط غرب شمال جنوب عاصمة مدينة "
    "محافظة منطقة بلاد بلد كبير نظيره نظيرته بن ابن أبو أبي آل عبد بنت الدين الله "
    # what diplomats always say
    "علاقة علاقات ثنائي ثنائية بلدين بلدان جانبين جانبان طرفين سبل تعزيز مختلف مجالات قضايا اهتمام متبادل متبادلة مضى "
    # who was killed and hurt
    "أسفر أسفرت أدى أدت مقتل قتل قتلت قتلى مصرع إصابة أصيب جرح جرحى جريح جروح شخص أشخاص شخصا هجوم انفجار "
    # countries and their chief towns
    "عراق إيران سوريا سورية لبنان أردن فلسطين إسرائيل سعودية كويت قطر بحرين إمارات عمان يمن مصر سودان ليبيا تونس جزائر "
    "مغرب تركيا أميركا صين روسيا أوكرانيا بريطانيا فرنسا ألمانيا أفغانستان باكستان هند كردستان بغداد واشنطن طهران دمشق "
    "بيروت رياض دوحة قاهرة موسكو لندن باريس أنقرة غزة قدس صنعاء طرابلس أربيل موصل بصرة نيويورك كابول "
    # days and numbers
    "يوم أمس غد أسبوع شهر أشهر عام سنة سنوات أعوام عقد نهاية بداية مطلع منتصف أواخر أوائل حلول ماضي ماضية مقبل مقبلة جاري "
    "حالي حالية قادم قادمة صباح مساء ظهر ليل ساعة ساعات أيام أسابيع مرة موعد تاريخ أحد اثنين ثلاثاء أربعاء خميس جمعة سبت "
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب "
    "أيلول تشرين جانفي فيفري أفريل ماي جوان جويلية أوت يوليوز غشت شتنبر نونبر دجنبر واحد واحدة ثلاثة أربعة خمسة ستة سبعة "
    "ثمانية تسعة عشرة عشر عشرون عشرين ثلاثون ثلاثين خمسون خمسين مئة مائة مئات ألف آلاف مليون مليار أول أولى ثاني ثانية ثالث "
    "رابع خامس سادس سابع ثامن تاسع عاشر"
) | {key(word) for word in GIVEN_NAMES | RANKS}

_EN_LITTLE_WORDS = _listed(
    "a an the and or but nor so yet if then than that this these those which who whom whose what when where why how of in on "
    "at by for from to into onto with without within over under after before during since until till while as about against "
    "between among through per is are was were be been being am has have had having do does did will would shall should can "
    "could may might must not no it its he his him she her hers they their them theirs we our us you your i my me there here "
    "also just only more most less least very much many some any all each every both few other another such same own out up "
    "down off again once because due according amid s t",
    "en",
)
_EN_STOCK = _listed(
    "said says say told tells adding added adds announced announce announces stated statement spokesman spokeswoman "
    "spokesperson official officials source sources report reports reported reporters news agency newspaper press conference "
    "interview media condition anonymity spoke speaking speak authorized authorised publicly discuss matter citing cited "
    "president presidential prime minister ministers ministry deputy vice secretary state states department defense defence "
    "foreign interior finance affairs government parliament parliamentary council senate senator house representative "
    "congress committee chairman chief commander general armed forces force army military police security national "
    "international united nations union european kingdom republic royal king queen prince crown white pentagon court party "
    "group organization organisation coalition islamic leader head director adviser advisor envoy ambassador former late "
    "current acting senior top mr mrs ms dr sir city capital country province region middle east west north south al "
    "relations ties bilateral strengthen cooperation mutual interest interests issues ways sides countries discussed killed wounded injured dead people attack explosion "
    "iraq iran syria lebanon jordan israel gaza palestine kuwait qatar bahrain oman yemen egypt sudan libya tunisia algeria "
    "morocco turkey america us uk usa eu un china russia ukraine britain france germany afghanistan pakistan india baghdad "
    "washington tehran damascus beirut amman riyadh doha cairo moscow london paris ankara jerusalem york kabul "
    "today yesterday tomorrow day days week weeks month months year years end beginning start early mid last next past "
    "time date morning evening afternoon night hour hours ago monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december one two three four five six seven "
    "eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion first second third",
    "en",
) | {word.casefold() for word in EN_GIVEN_NAMES}


@lru_cache(maxsize=65536)
def weight(word: str, language: str) -> float:
    """1 for a word with content, less for a little word or stock. `word` is folded and keeps its case; Arabic may carry proclitics."""
    if word.isdecimal():
        return STOCK  # two reports of one event have its figures and dates in common
    if language != "ar":
        form = word.casefold()
        if form in _EN_LITTLE_WORDS:
            return EN_LITTLE
        return STOCK if form in _EN_STOCK or is_english_nationality(word) else 1.0
    readings = [stem.text for stem in stems(word, language)]
    if any(reading in _AR_LITTLE for reading in readings):
        return LITTLE
    return STOCK if any(_is_arabic_stock(reading) for reading in readings) else 1.0


def _is_arabic_stock(word: str) -> bool:
    bare = word.removeprefix("ال")
    nation = bare[:-2] if bare.endswith(("ين", "ون")) else bare
    return word in _AR_STOCK or bare in _AR_STOCK or is_nationality(f"ال{nation}")
