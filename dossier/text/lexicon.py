"""Word lists of the tracer: words beside a name or a phrase that change whom it means. Folded, without proclitics.

A list is closed on purpose: a word that is missing costs a rare mention, a word too many costs them often. Given
names that are also common words or verbs of news prose (باسم, أمل, صادق, أشرف, دان) are left out for that reason.
"""

from __future__ import annotations

from dossier.text.fold import fold


def _listed(words: str) -> frozenset[str]:
    """Folded; a longer word in ى also with the ي that some writers put for it (see words.key)."""
    folded = fold(words).text.split()
    return frozenset(folded) | {word[:-1] + "ي" for word in folded if len(word) > 3 and word.endswith("ى")}


def _in_all_numbers(words: str) -> frozenset[str]:
    """Adjectives also in the dual and plural: السابق السابقان السابقين السابقون, السابقة السابقتان السابقتين."""
    singular = _listed(words)
    stems = {word[:-1] + "ت" if word.endswith("ه") else word for word in singular}
    return singular | {stem + end for stem in stems for end in ("ان", "ين", "ون") if not stem.endswith("ا")}


GIVEN_NAMES = _listed(
    # Arab
    "محمد أحمد محمود حامد حمد حمدي حميد علي حسن حسين حسني عباس عمر عمرو عثمان خالد وليد هاشم قاسم جاسم كاظم "
    "جعفر حيدر مصطفى مهدي هادي رضا مرتضى مقتدى عمار عادل ماجد مجيد رشيد سعيد سعد سعود فيصل سلمان سليمان سلطان "
    "نواف بندر فهد تميم نايف طارق طه ياسر ياسين يوسف يونس يعقوب يحيى موسى عيسى إبراهيم إسماعيل إسحاق "
    "إدريس أيوب داود زكريا هارون لقمان بلال أنس أسامة أيمن أنور أكرم أمجد أسعد أديب إياد زياد رياض رشاد "
    "رامي رمزي رائد رعد رفيق رؤوف زهير زيد سامي سمير سهيل شاكر صالح ضياء ظافر عاصم عامر عدنان عزت عصام عماد غازي "
    "غسان فؤاد فاروق فاضل فالح فايز فراس فريد فلاح فوزي قصي عدي قيس كامل كريم كمال جمال جلال جواد جميل لؤي ليث مازن "
    "ماهر مثنى محسن مروان مسعود مسرور نيجيرفان بافل قوباد معاذ معمر منصور منير ميسر ناجي نادر ناصر نبيل نبيه "
    "نجيب نزار نعيم نوري نوفل هيثم هشام هوشيار برهم وائل وسيم جبران ميشال جوزف جوزيف بشار ماهر معاوية "
    "صدام هاكان رجب طيب بشير عمران فائق فادي خضير دريد سنان عبود عقيل عبدالله عبدالرحمن زين "
    "حافظ باقر أثيل بيار بيير رفعت أسماء تيمور فاطمة زينب مريم عائشة خديجة ليلى سلمى نادية ريم سارة سعاد هدى رغد بثينة "
    "علاء صفاء بهاء حاتم نزيه منذر قحطان وصفي يزن هاني حازم حسام خليل طلال عاطف عزام فتحي فخري كنعان لبيب مدحت معتز "
    "ممدوح نعمان همام وديع ثامر حسان دحام سليم صبري شوقي زكي سامح شادي نوار حنان نجوى نوال هناء شيرين دينا ابتسام "
    "سميرة راشد راشيد جبريل عيدروس عزيز بدر عبدو حمزة ياسمين نبيلة آمنة نورة "
    # Western and others, as Arabic news spells them
    "جون جورج جيمس جيمي جيم جيك جيفري جيسون روبرت روب رونالد ريتشارد رودريغو مايكل مايك مارك ماركو مارتن ماثيو "
    "ديفيد دونالد دوغلاس دانيال ديك بيل بوب باراك بريت بيتر بول بوريس بنيامين باتريك براد برنارد بيرني "
    "توني أنتوني أندرو أندريه أنطونيو أنغيلا أنالينا أورسولا أولاف إيمانويل إيلون إريك إدوارد ألكسندر ألكسي "
    "هنري هيلاري هانتر هاري هارولد ويليام وليام وندي ويندي كريستوفر كريس كولن كوندوليزا كينيث كيفن كارل كمالا كير "
    "كاميلا كارين لويد لويس ليندسي ليون لين فرانك فرانسوا فريدريش فلاديمير فولوديمير فيكتور سيرغي سيرجي ستيف "
    "ستيفن ستيفاني سوزان جين جينا جانيت جيل جيمي جوناثان جوش جاستن جاك تيريزا تشاك نانسي نيكي نيكولا نيد "
    "ميتش ميشيل ميلانيا إيفانكا إيفان مادلين رالف راين رون تولسي جارد ريكس شارل ماتيو جو جوليا "
    "إليزابيث فيليب فيونا غوردون غابي يائير يوآف إيهود إسحق شمعون أرييل نفتالي "
    "بيدرو ناريندرا ريشي ليز شهباز نواز سكوت جاسيندا يوشيهيدي فوميو شينزو دميتري ديميتري ميخائيل جان إدوار غابرييل ماريو "
    "جوزيبي سيرجيو خوسيه كيرياكوس أليكسيس أندري ستيفان ألبرت محمدو إسياس سيريل جايير نيكولاس خوان ميغيل ألبرتو خافيير "
    "غوستافو كامالا ليندون جيرالد وليم أفيغدور خلوصي ياشار ينس جوزيب كايا شي كيم رافاييل رفائيل ثيودور "
    "أليكس ألكسندرا جورجيا إنريكي كلوديا ليو هايلي"
)

# These only directly after a phrase of an office, for they are common words too: «وزير الدفاع بيت هيغسيث».
GIVEN_AFTER_OFFICE = _listed("بيت وسام معين مؤيد نضال ثائر منتظر راغب أمين")

# What makes a longer given name of the word after it: عبد الله السوداني, أبو مهدي السوداني.
NAME_HEADS = _listed("عبد أبو أبا أبي بن بنت")
SON_OF = _listed("بن ابن بنت")
DESCENT = SON_OF | _listed("آل ولد")
YOUNGER_OR_ELDER = _listed("الابن جونيور الأب") | {"Jr", "Sr", "Junior", "Senior"}
ORDINALS = _listed("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر")  # of kings
OF_RELIGION = frozenset({"الدين"})  # صلاح الدين is a given name; رجل الدين is a cleric
CLERICS = _listed("رجل رجال علماء عالم مرجع شؤون")

RANKS = _listed(
    "اللواء الفريق العماد العميد العقيد المقدم الرائد النقيب الملازم الجنرال الأدميرال المشير المارشال البريجادير الميجر "
    "أول الأول ركن الركن السيد السيدة الدكتور الدكتورة الأستاذ الأستاذة الشيخ الشيخة الحاج المهندس المهندسة السفير السفيرة "
    "النائب النائبة القاضي القاضية المحامي المحامية المستشار المستشارة الأمير الأميرة الملك البابا الرئيس الوزير الزعيم "
    "القائد الديمقراطي الجمهوري صاحب صاحبة السمو الجلالة المعالي السعادة حضرة سمو معالي سعادة فخامة دولة سماحة"
)
ABBREVIATED_RANKS = _listed("د م أ")  # with a full stop: د. عبد الله حمدوك
# Of these, which announce a name: «ولي العهد الأمير مولاي الحسن» is not whoever is listed as crown prince.
ANNOUNCING = _listed(
    "اللواء الفريق العماد العميد العقيد المقدم الرائد النقيب الملازم الجنرال الأدميرال المشير المارشال البريجادير الميجر السيد "
    "السيدة الدكتور الدكتورة الأستاذ الأستاذة الشيخ الشيخة الحاج المهندس المهندسة السفير السفيرة القاضي القاضية الأمير الأميرة"
)
COURTESIES = _listed("السيد السيدة الدكتور الدكتورة الأستاذ الشيخ الحاج")
LATE = _listed("الراحل الراحلة الشهيد المرحوم المغدور")  # before a full name: he no longer speaks

# Heads of offices, of which there is a dual: الرئيسان, العاهلين. (الأمين and السلطان only look like one.)
HEADS = _listed(
    "الرئيس الوزير القائد الزعيم الملك العاهل الأمير الحاكم السفير المتحدث المبعوث المستشار المسؤول المدير الرئيسة الوزيرة"
)

# After a phrase: not, or not now, the holder.
NOT_HOLDER_AFTER = _in_all_numbers(
    "السابق السابقة الأسبق الأسبقة المنتخب المنتخبة الراحل الراحلة المكلف المكلفة المخلوع المعزول المقال "
    "المقبل المقبلة القادم القادمة المحتمل المرشح المرشحة"
) | _listed("سابقا آنذاك وقتذاك يومذاك حينذاك آنئذ حينئذ حينها وقتها يومها")
THEN = ("في حينه", "في حينها", "في وقته", "في وقتها", "في ذلك الحين", "في ذلك الوقت", "في تلك الفترة")
# Before it: a post, a relative or a predecessor of its own. (مكتب and المتحدث باسم still speak of the holder.)
NOT_HOLDER_BEFORE = _listed(
    "نائب نائبة نائبا نائبي نواب وكيل وكيلة وكلاء مساعد مساعدة معاون زوجة زوج عقيلة قرينة حرم أرملة نجل ابن ابنة "
    "شقيق شقيقة والد والدة صهر سلف خلفا خليفة ولي منصب مرشح مرشحة المرشح لمنصب بمنصب"
)
# The post and not its holder, unless his own name stands beside: القائم بأعمال وزير الدفاع, تسمية رئيس الوزراء.
ACTING_BEFORE = _listed("بأعمال بمهام اختيار انتخاب تسمية ترشيح")
ACTING_AFTER = _listed("بالوكالة بالإنابة بالنيابة")
# Between a phrase and the name: الرئيس العراقي الجديد عبد اللطيف رشيد.
PRESENT = _listed("الجديد الجديدة الحالي الحالية المؤقت المؤقتة الانتقالي الانتقالية الفعلي الفعلية")
# Adjectives in the form of a nationality that leave a bare phrase what it is: رئيس الوزراء الحالي.
NOT_NATIONS = _listed("الحالي الحالية الفعلي الفعلية السعي الوعي الماضي الثاني الثانية")
# What may follow the letters that a land and its nationality share: عراقي, السورية, أمريكا.
OF_A_LAND = ("ي", "يه", "يا", "ا", "يون", "يين", "يان", "يات", "ه")
# Of a state: رئيس الوزراء بمملكة البحرين, رئيس الوزراء في إقليم كردستان.
STATES = _listed("مملكة المملكة دولة جمهورية سلطنة إقليم إمارة حكومة")

# In the form of a definite noun and yet none that a nationality could follow: التقى السوداني, إلى السوداني.
NOT_NOUNS = _listed(
    "إلى إلا ألا التقى التقت التقيا التقوا التزم التحق التمس التفت ألقى ألقت ألمح ألمحت ألغى ألغت ألزم الذي التي الذين "
    "الآن اليوم البارحة الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت"
)
SAYING = _listed(
    "قال قالت يقول أعلن أعلنت أكد أكدت أضاف أضافت أوضح أوضحت صرح صرحت ذكر ذكرت أشار أشارت لفت شدد رأى اعتبر كشف "
    "تابع تابعت جدد جددت بين بينت"
)
LAWS = _listed("ينص تنص نصت")  # a law speaks of a post, whoever holds it
THAT = _listed("إن إنه إنها إنهم إننا أن أنه أنها أنهم بأن بأنه بأنها")
TO_SAY_THAT = _listed("إلى على عن")  # أشار إلى أن
I_AM = _listed("أنا إني إنني أني أنني لأنني لأني")  # أنا سعيد: glad, not Saied
# A noun and not the name that is written alike: «بحماس أقل», «بأمل كبير».
STRONGLY = _listed("أقل أكثر أكبر أشد كبير كبيرة شديد بالغ واضح مفرط منقطع")

# Persons of whom a nationality tells, with their possessor: نظيره السوداني.
_OF_SOMEBODY = _listed(
    "نظير ضيف سفير جار شقيق مبعوث وزير رئيس قائد زميل صديق حليف خصم مضيف غريم منافس مندوب ممثل وكيل وفد جانب"
)
POSSESSED = frozenset(one + whose for one in _OF_SOMEBODY for whose in ("ه", "ها", "هما", "هم", "ي", "نا"))
# Before one word of a name, a place that is called so: مدينة الصدر, مطار الحريري. Before another name, its land: إقليم دارفور السوداني.
PLACES = _listed(
    "إقليم مدينة ولاية محافظة مطار ميناء جسر شارع مستشفى جامع مسجد ساحة ميدان ملعب سد سجن مدرسة جامعة برج معبر مخيم"
)

# Words of few letters and adverbs that stand where a name could: «قال رئيس الوزراء أمس إن».
NOT_NAMES = _listed(
    "في من إلى على عن مع عند لدى لدن بعد قبل خلال عقب إثر أثناء عبر حول ضد دون بدون بين أمام نحو منذ حتى ضمن وسط غداة حيال تجاه "
    "إزاء بشأن بحسب حسب وفق رفقة صحبة بمناسبة فور حين عندما بينما فيما حيث كما يوم مساء صباح ظهر عصر فجر ليل ليلة أمس غدا "
    "أول آخر قد لقد هنا هناك ثم أو لم لن لا ما هو هي هذا هذه ذلك تلك الذي التي نفسه نفسها ذاته كذلك بدوره بدورها"
)

# Adjectives that judge a group and leave its short form bare: التنظيم الإرهابي.
JUDGING = _listed("الإرهابي الإرهابية الجهادي الجهادية التكفيري التكفيرية الحالي الحالية")
# And such as make it the head of a name, as adjectives of relation do: القيادة العامة.
NAMING = _listed("العام العامة الأعلى العليا الموحد الموحدة الأوسط الوسطى المشترك المشتركة الأكبر الكبرى")
# Of these, before the definite, a body is named and none described: مجلس القيادة.
BODIES = _listed("مجلس لجنة هيئة حزب حركة جبهة تيار كتلة ائتلاف")
# Masculine heads of names; other nouns in their form may be nouns of action (تنظيم العلاقة).
GROUPS = _listed("تحالف حزب تيار اتحاد مجلس ائتلاف حلف برلمان جيش حشد")
OF_TANZIM = _listed("القاعدة الدولة الإخوان النصرة الشباب الجهاد")  # تنظيم القاعدة is a name
# Nouns before the name of a group or an outlet: ذكرت صحيفة نيويورك تايمز.
GENERIC = _listed(
    "صحيفة وكالة قناة شبكة مجلة إذاعة جريدة موقع حركة حزب جماعة تنظيم منظمة تيار تحالف ميليشيا فصيل"
)

# Of these a nationality only says more: الصحيفة الأميركية is still the newspaper that was named.
MEDIA = _listed("الصحيفة الوكالة القناة الشبكة المجلة الإذاعة")

_DEMONYMS = _listed(
    "أمريكي عراقي إيراني سوري لبناني أردني فلسطيني إسرائيلي سعودي كويتي قطري بحريني إماراتي عماني يمني مصري سوداني "
    "ليبي تونسي جزائري مغربي موريتاني صومالي جيبوتي تركي كردي عربي أفغاني باكستاني هندي صيني ياباني كوري روسي "
    "أوكراني بريطاني إنكليزي إنجليزي فرنسي ألماني إيطالي إسباني برتغالي هولندي بلجيكي سويسري نمساوي بولندي مجري "
    "هنغاري تشيكي سلوفاكي روماني بلغاري يوناني قبرصي سويدي نرويجي دنماركي دانماركي فنلندي أيرلندي إيرلندي كندي "
    "مكسيكي برازيلي أرجنتيني تشيلي كولومبي فنزويلي كوبي أسترالي نيوزيلندي إندونيسي ماليزي فلبيني تايلندي فيتنامي "
    "سنغافوري إثيوبي إريتري كيني نيجيري غاني سنغالي تشادي أفريقي إفريقي أوروبي آسيوي خليجي أممي أطلسي سوفياتي سوفييتي "
    "سوفيتي بيلاروسي جورجي أرمني أذربيجاني أذري كازاخستاني أوزبكي طاجيكي تركماني صربي كرواتي بوسني ألباني كوسوفي "
    "فارسي كردستاني بنغلاديشي سريلانكي نيبالي مالطي أيسلندي ليتواني لاتفي إستوني سلوفيني مقدوني مولدوفي كوسوفي"
)


def is_nationality(word: str) -> bool:
    """A nationality with its article, masculine or feminine: السوداني, الأميركية, السودانى."""
    if not word.startswith("ال"):
        return False
    stem = word[2:].removesuffix("ه")
    return (stem[:-1] + "ي" if stem.endswith("ى") else stem) in _DEMONYMS


def is_relation(word: str) -> bool:
    """An adjective of relation with its article, in form: ال…ي, ال…ية. (الذي is too short to be one.)"""
    return len(word) > 4 and word.startswith("ال") and word.endswith(("ي", "يه"))


def nation(word: str) -> str:
    """The land in a nationality with its article, as far as the two share letters: العراقي -> عراق, السورية -> سور."""
    return word[2:].removesuffix("ه")[:-1] if is_nationality(word) else ""


def singular(word: str) -> str:
    """A word in the dual or sound plural as it is in the singular: الرئيسان -> الرئيس, الحركتين -> الحركة."""
    if len(word) < 6 or not word.endswith(("ان", "ين", "ون")):
        return word
    return word[:-3] + "ه" if word[-3] == "ت" else word[:-2]


# English

EN_GIVEN_NAMES = _listed(
    "Ahmed Ali Ahmad Alan Alexander Andrew Angela Anthony Antony Ariel Barack Ben Benjamin Bernie Bill Bob Boris Brett "
    "Brian Charles Chris Christopher Chuck Colin Condoleezza Dan Daniel David Dick Dmitry Donald Doug Douglas Edward "
    "Elizabeth Emmanuel Eric Eve Frank Fuad George Gordon Haider Harry Hassan Henry Hillary Hunter Hussein Ibrahim "
    "Ivanka Jack Jake James Jane Jared Jason Jeb Jeff Jen Jill Jim Jimmy Joe John Jon Jonathan Joseph Justin Kamala Karen "
    "Karine Keir Kenneth Kevin Khalid Laura Linda Lindsey Lisa Lloyd Mahmoud Marco Maria Mark Mary Masoud Matthew "
    "Melania Michael Michelle Mike Mitch Mohamed Mohammed Muhammad Mustafa Nancy Nikki Nouri Olaf Omar Pat Patrick Paul "
    "Pete Peter Philip Qasim Qassem Richard Robert Ron Ronald Ryan Saddam Saeed Samantha Sarah Scott Sergei Steve Steven "
    "Susan Theresa Thomas Tim Tom Tony Ursula Victor Vladimir Volodymyr Wendy William Yahya Yoav"
)
EN_NOT_HOLDER_AFTER = frozenset({"elect", "designate", "nominee", "hopeful"})
EN_NOT_HOLDER_BEFORE = _listed(
    "former Former ex Ex late Late deputy Deputy vice Vice then Then assistant Assistant under Under future next "
    "incoming predecessor wife husband son daughter"
)
EN_ACTING_BEFORE = frozenset({"acting", "Acting", "interim", "Interim"})
EN_RANKS = _listed(
    "Gen General Lt Lieutenant Col Colonel Maj Major Adm Admiral Mr Mrs Ms Dr Sheikh Sir Ambassador"
)
_EN_NATION_ENDINGS = ("i", "an", "ese", "ish", "ench", "utch", "eek", "elsh", "wiss")


def is_english_nationality(word: str) -> bool:
    return word[:1].isupper() and len(word) > 3 and word.endswith(_EN_NATION_ENDINGS)
