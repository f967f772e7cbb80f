"""A word -> whether any two reports have it by chance: small words, titles, countries, days, the formulas of the trade.

Two texts that were written apart have «بحلول نهاية العام», «رئيس مجلس الوزراء العراقي» or «شريطة عدم الكشف عن
هويته» in common. Such words belong to a shared passage, but never make one. A word that is missing here makes a
chance likeness a little more likely; a word too many makes a short copied sentence a little harder to see.
"""

from __future__ import annotations

from functools import lru_cache

from dossier.text.fold import fold
from dossier.text.lexicon import EN_GIVEN_NAMES, GIVEN_NAMES, RANKS, is_english_nationality, is_nationality
from dossier.text.words import key, stems


def _listed(words: str, language: str = "ar") -> frozenset[str]:
    return frozenset(key(word) for word in fold(words, language).text.casefold().split())


# Arabic: without proclitics and without the article; words that never lose it are written with it.
_AR = _listed(
    # small words
    "من في على إلى عن مع بعد قبل عند عندما حين حينما خلال بين تحت فوق أمام وراء حول ضد نحو حوالى حوالي منذ حتى لدى "
    "دون بدون غير سوى كل بعض جميع أي أية كما لكن لكنه لكنها إن أن أنه أنها أنهم أنهما أنني إنني إننا أننا إذا إذ لو "
    "لولا لم لن لا ما ليس ليست قد لقد سوف هل هو هي هم هما نحن أنا هذا هذه هؤلاء ذلك تلك الذي التي الذين اللذين "
    "اللتين ثم أو أم بل حيث بينما فيما مما عما كيف متى أين كان كانت كانوا كانا يكون تكون يكونون ليكون تم يتم به بها "
    "بهم فيه فيها فيهم عليه عليها عليهم منه منها منهم إليه إليها إليهم له لها لهم لنا لدينا عنه عنها معه معها بينها "
    "بينهم نفسه نفسها ذاته كذلك أيضا فقط أكثر أقل جدا مثل عبر رغم بسبب أجل سبيل أول ثاني ثالث أحد إحدى واحد عدد عدة "
    "عديد كلا كلتا حد وقت هنا هناك بينهما لدى إلا يا و ف ب ل ضمن قبيل عقب إثر جراء شأن صدد إطار يوجد"
    # who reports, and in which forms
    " قال قالت قالوا يقول تقول أعلن أعلنت يعلن أكد أكدت يؤكد أضاف أضافت أوضح أوضحت صرح صرحت ذكر ذكرت أشار أشارت يشير "
    "مشيرا مؤكدا مضيفا لافتا موضحا لفت لفتت شدد شددت كشف كشفت نقل نقلت نقلا أفاد أفادت تابع اعتبر رأى حسب وفق وفقا "
    "بيان تصريح تصريحات تقرير مؤتمر مقابلة صحفي صحافي صحفيين صحافيين للصحفيين مشترك مشتركة وكالة صحيفة قناة موقع "
    "أنباء وسائل إعلام رسمي رسمية مصدر مصادر مسؤول مسؤولين مسؤولون متحدث متحدثة ناطق باسم شريطة شرط عدم كشف هويته "
    "هويتها اسمه مخول مصرح تحدث تحدثوا جهة مسؤوليتها مسؤولية هجوم تعلن تتبن"
    # offices and institutions
    " رئيس رئيسة رئاسة رؤساء نائب نواب وزير وزيرة وزراء وزارة حكومة حكومي مجلس أمة شيوخ برلمان برلماني ملك ملكي أمير ولي "
    "عهد سلطان خادم حرمين شريفين جلالة سمو سعادة فخامة معالي سفير مبعوث موفد مستشار أمين عام عامة قائد قوات قوة مسلحة "
    "جيش أركان أعلى هيئة خارجية داخلية دفاع مالية نفط عدل إدارة بيت أبيض بنتاغون كونغرس اتحاد أوروبي أمم متحدة أمن جمهورية "
    "دولة دول ولايات مملكة حزب حركة تنظيم جماعة إسلامي إسلامية داعش تحالف دولي دولية شام قيادة مركزية عمليات شعبي حشد "
    "سابق سابقة أسبق خاص خاصة سياسي سياسية عسكري عسكرية أمني أمنية قومي وطني وطنية شرق أوسط غرب شمال جنوب عاصمة مدينة "
    "محافظة منطقة بلاد بلد كبير نظيره نظيرته بن ابن أبو أبي آل عبد بنت الدين الله"
    # countries and their chief towns
    " عراق إيران سوريا سورية لبنان أردن فلسطين إسرائيل سعودية كويت قطر بحرين إمارات عمان يمن مصر سودان ليبيا تونس جزائر "
    "مغرب تركيا أميركا صين روسيا أوكرانيا بريطانيا فرنسا ألمانيا أفغانستان باكستان هند كردستان بغداد واشنطن طهران دمشق "
    "بيروت عمّان رياض دوحة قاهرة موسكو لندن باريس أنقرة غزة قدس صنعاء طرابلس أربيل موصل بصرة نيويورك كابول"
    # days and seasons
    " يوم أمس غد أسبوع شهر أشهر عام سنة سنوات أعوام عقد نهاية بداية مطلع منتصف أواخر أوائل حلول ماضي ماضية مقبل مقبلة جاري "
    "حالي حالية قادم قادمة صباح مساء ظهر ليل ساعة ساعات أيام أسابيع مرة موعد تاريخ أحد اثنين ثلاثاء أربعاء خميس جمعة سبت "
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب "
    "أيلول تشرين جانفي فيفري أفريل ماي جوان جويلية أوت يوليوز غشت شتنبر نونبر دجنبر"
) | {key(word) for word in GIVEN_NAMES | RANKS}

_EN = _listed(
    "a an the and or but nor so yet if then than that this these those which who whom whose what when where why how of in on "
    "at by for from to into onto with without within over under after before during since until till while as about against "
    "between among through per is are was were be been being am has have had having do does did will would shall should can "
    "could may might must not no it its he his him she her hers they their them theirs we our us you your i my me there here "
    "also just only more most less least very much many some any all each every both few other another such same own out up "
    "down off again once because due according amid s t "
    "said says say told tells adding added adds announced announce announces stated statement spokesman spokeswoman "
    "spokesperson official officials source sources report reports reported reporters news agency newspaper press conference "
    "interview media condition anonymity spoke speaking speak authorized authorised publicly discuss matter citing cited "
    "president presidential prime minister ministers ministry deputy vice secretary state states department defense defence "
    "foreign interior finance affairs government parliament parliamentary council senate senator house representative "
    "congress committee chairman chief commander general armed forces force army military police security national "
    "international united nations union european kingdom republic royal king queen prince crown white pentagon court party "
    "group organization organisation coalition islamic leader head director adviser advisor envoy ambassador former late "
    "current acting senior top mr mrs ms dr sir city capital country province region middle east west north south "
    "iraq iran syria lebanon jordan israel gaza palestine kuwait qatar bahrain oman yemen egypt sudan libya tunisia algeria "
    "morocco turkey america us uk usa eu un china russia ukraine britain france germany afghanistan pakistan india baghdad "
    "washington tehran damascus beirut amman riyadh doha cairo moscow london paris ankara jerusalem york kabul "
    "today yesterday tomorrow day days week weeks month months year years end beginning start late early mid last next past "
    "first second third one two three time date morning evening afternoon night hour hours ago "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december",
    "en",
) | {word.casefold() for word in EN_GIVEN_NAMES}


@lru_cache(maxsize=65536)
def is_stock(word: str, language: str) -> bool:
    """Whether `word` (folded, case kept) is one that unrelated reports share; in Arabic also under its proclitics."""
    if language != "ar":
        return word.casefold() in _EN or is_english_nationality(word)
    return any(_is_arabic_stock(stem.text) for stem in stems(word, language))


def _is_arabic_stock(word: str) -> bool:
    bare = word.removeprefix("ال")
    nation = bare[:-2] if bare.endswith(("ين", "ون")) else bare
    return word in _AR or bare in _AR or is_nationality(f"ال{nation}") or word.casefold() in _EN
