"""Make `names/data/chinese.txt`: how Chinese names are spelt in Mandarin, Cantonese and Hokkien.

`python -m bench.matching.chinese` needs pypinyin and cantonese-romanisation, both MIT, which are no
part of the bench's environment. It reads `chinese_characters.txt` beside it.
"""

from collections.abc import Iterator
from pathlib import Path

from cantoroman import Cantonese
from pypinyin import Style, lazy_pinyin

HERE = Path(__file__).parent
CHARACTERS = HERE / "chinese_characters.txt"
INTO = Path("src/broadhurst_linkage/names/data/chinese.txt")
FIRST_NAMES = Path("src/broadhurst_linkage/encoding/data/first-names.txt")
ONE, TWO = 176, 222  # -14 log2 of one person in 6,000 and in 60,000, as `rarity` counts them
HEAD = (
    "# Chinese names: the Mandarin syllables that a spelling may stand for, the commonest first.",
    "# `python -m bench.matching.chinese` makes the file. DATA.md names the sources.",
    "# Surnames: in Mandarin, Wade-Giles, Cantonese and Hokkien. English: given names of others.",
)
MOST = 4  # Mandarin syllables that one spelling stands for
# Other spellings of the same Cantonese sounds, as they stand on papers.
CANTONESE = {
    "wa": "wah", "fa": "fah far", "ga": "ka kar", "ka": "kar", "ya": "yah", "ha": "har",
    "la": "lai",
    "jun": "chun", "ji": "chi tze tsz", "tsz": "tze tsze chi", "chi": "tsz", "sz": "sze see",
    "yi": "yee", "yui": "yuet", "siu": "shiu sui", "shiu": "siu", "jing": "ching", "jung": "chung",
    "gwok": "kwok", "gwong": "kwong", "gam": "kam kum", "gum": "kam kum", "gin": "kin",
    "git": "kit",
    "gei": "kei kee", "kei": "kee kay", "lei": "lee li", "mei": "mee may", "fei": "fay fee",
    "wai": "wei", "hei": "hay hee", "hoi": "hoy", "choi": "choy", "yiu": "yew", "ju": "chu",
    "chu": "choo", "gwan": "kwan", "gwun": "kwan", "gun": "koon kun kwun", "hon": "han",
    "yan": "yun ian", "yun": "yan", "shun": "shin sun", "sam": "sum", "lam": "lum", "yam": "yum",
    "ho": "hoe", "lo": "law", "so": "soh", "yu": "yue", "yuet": "yut", "suet": "shuet",
    "kuen": "kuan", "guen": "kuen kin", "yuen": "yuan un", "chuen": "chuan", "luen": "lun",
    "lung": "loong", "fung": "foong", "hung": "hong", "wang": "wan hung", "tung": "toong",
    "lok": "lock", "hok": "hock", "fuk": "fook", "luk": "look", "shuk": "suk sook", "yuk": "yook",
    "king": "keng", "ging": "king", "ting": "teng", "ngok": "ngok", "ngar": "nga ah", "nga": "ngar",
    "wing": "ving", "kwan": "guan", "jit": "chit", "chit": "tsit", "jeung": "cheung",
    "chau": "chow", "sau": "shau", "shau": "sau", "jau": "chau", "yau": "yow", "gau": "kau",
}  # fmt: skip
SURNAMES = """
wang|wang|wong|ong heng|王
li|li|lee lei|lee lie|李
zhang|chang|cheung cheong|teo teoh tio thio cheong|張
liu|liu|lau low|low lau lauw|劉
chen|chen|chan chun|tan ting|陳
yang|yang|yeung young ieong|yeo yeoh iu|楊
huang|huang|wong|ng wee oei ooi uy|黃
zhao|chao|chiu jiu|teo tio|趙
wu|wu|ng|goh go gouw|吳
zhou|chou|chow chau|chew chiew chu|周
xu|hsu|hui tsui chui|koh khoh kho chee chi|許
sun|sun|suen sun|sng soon|孫
ma|ma|ma mah|beh mah bay|馬
zhu|chu|chu|choo chu|朱
hu|hu|wu woo|oh ow aw|胡
guo|kuo|kwok gwok|quek kwek kuek koay kueh|郭
he|ho|ho|ho hor hoe|何
lin|lin|lam lum|lim|林
gao|kao|ko go|koh ko|高
luo|lo|law lo|loh lo law|羅
zheng|cheng|cheng jeng|tay tey tee teh the|鄭
liang|liang|leung leong|neo nio leong|梁
xie|hsieh|tse|cheah chia sia seah chiah|謝
song|sung|sung|song|宋
tang|tang|tong|tng teng|唐
han|han|hon|han|韓
feng|feng|fung foong|pang fung|馮
yu|yu|yu yue yee|oo eu yu|于
dong|tung|tung|tang tung|董
xiao|hsiao|siu shiu|siow siew seow|蕭
cheng|cheng|ching|thia teh|程
cao|tsao|tso cho|chor chow|曹
yuan|yuan|yuen un|wan uan|袁
deng|teng|tang|teng tang|鄧
fu|fu|fu foo|poh foo|傅
shen|shen|sum shum|sim|沈
zeng|tseng|tsang|chan chang chen|曾
peng|peng|pang|phe peh pheh phang|彭
lu|lu|lui lu lo|loo lu lee|呂
su|su|so|soh soo so|蘇
jiang|chiang|kong keung|kang chiang chioh|江
cai|tsai|choi choy tsoi|chua chuah tjoa chai|蔡
jia|chia|ka|kah|賈
ding|ting|ting|teng ding|丁
wei|wei|ngai wai|gui wee|魏
xue|hsueh|sit|sih|薛
ye|yeh|yip ip|yap yeap iap|葉
yan|yen|yim ngan|giam gan|顏
pan|pan|poon pun|phua puah|潘
du|tu|to|toh tor|杜
dai|tai|tai|tay toh|戴
xia|hsia|ha|hay|夏
zhong|chung|chung|cheong teng|鍾
tian|tien|tin|chan tian|田
ren|jen|yam yum|jim|任
jin|chin|kam kum||金
fan|fan|fan|huan hwan|范
fang|fang|fong|png pung hong|方
shi|shih|shek sze si|sek see chioh|石
yao|yao|yiu|yeo|姚
tan|tan|tam|tham tam|譚
liao|liao|liu|liaw leow liow|廖
zou|tsou|chow chau|chew|鄒
xiong|hsiung|hung|him|熊
lu|lu|luk|lek|陸
hao|hao|kok|hok|郝
kong|kung|hung|khong|孔
bai|pai|pak|peh pek|白
cui|tsui|chui tsui|chui|崔
kang|kang|hong|khng|康
mao|mao|mo|moh|毛
qiu|chiu|yau|khoo koo khu|邱
qin|chin|chun|chin|秦
gu|ku|koo kwu|koh koo|顧
hou|hou|hau|how|侯
shao|shao|shiu siu|siow|邵
meng|meng|mang|beng|孟
long|lung|lung|leng|龍
wan|wan|man|ban|萬
duan|tuan|tuen|tuan|段
lei|lei|lui|lui looi|雷
qian|chien|chin|chee|錢
tang|tang|tong|thng|湯
yin|yin|wan|un|尹
li|li|lai|lay|黎
yi|yi|yik|ek|易
chang|chang|sheung|siong|常
he|ho|ho|ho|賀
lai|lai|lai|lua lye|賴
gong|kung|kung|keng|龔
wen|wen|man|boon bun|文
zhuang|chuang|chong|chng ching|莊
ke|ko|or|kua quah|柯
hong|hung|hung|ang|洪
ou|ou|au|au ow|歐
wu|wu|mo|bo|巫
ruan|juan|yuen|ng|阮
zhuo|cho|cheuk|toh|卓
lan|lan|lam|nah|藍
lian|lien|lin|lien lean|連
shi|shih|sze si|see sy|施
you|yu|yau|yew|游
jian|chien|kan|kan|簡
weng|weng|yung|ang|翁
gan|kan|kom|kam|甘
si|ssu|szeto|si|司徒
situ|ssutu|szeto seto|soo|司徒
ouyang|ouyang|auyeung auyoung|auyong|歐陽
man|man|man|ban|文
mok|mo|mok|bok|莫
"""

# Rarer surnames, in Mandarin only. Common given names are left out.
RARER = [
    "ai",
    "ao",
    "ba",
    "bao",
    "bei",
    "bi",
    "bian",
    "bu",
    "cen",
    "chai",
    "che",
    "chi",
    "chong",
    "chu",
    "cong",
    "dang",
    "diao",
    "dou",
    "fei",
    "ge",
    "geng",
    "gou",
    "guan",
    "guang",
    "gui",
    "hai",
    "heng",
    "huai",
    "huan",
    "huo",
    "ji",
    "jie",
    "jing",
    "ju",
    "kan",
    "kou",
    "kuai",
    "kuang",
    "lang",
    "lao",
    "leng",
    "lou",
    "luan",
    "mi",
    "miao",
    "mo",
    "mou",
    "mu",
    "ni",
    "nie",
    "ning",
    "niu",
    "nong",
    "pang",
    "pei",
    "pi",
    "piao",
    "ping",
    "pu",
    "qi",
    "qiang",
    "qiao",
    "qing",
    "qu",
    "quan",
    "que",
    "rong",
    "ru",
    "rui",
    "sang",
    "shan",
    "shang",
    "she",
    "sheng",
    "shu",
    "shui",
    "sui",
    "suo",
    "tao",
    "teng",
    "tong",
    "tu",
    "tuo",
    "xi",
    "xian",
    "xiang",
    "xing",
    "xiu",
    "xuan",
    "xun",
    "yong",
    "yue",
    "zan",
    "zang",
    "zha",
    "zhai",
    "zhan",
    "zhi",
    "zi",
    "zong",
    "zu",
    "zuo",
]


def characters() -> Iterator[tuple[str, list[str]]]:
    """Yield each character once, with its Hokkien spellings."""
    seen: dict[str, list[str]] = {}
    for line in CHARACTERS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, *hokkien = line.split()
            seen.setdefault(character, []).extend(hokkien)
    yield from seen.items()


def plain_syllable(character: str) -> str:
    """Return the Mandarin syllable of a character without its tone, or "" if it has none."""
    syllable = str(lazy_pinyin(character)[0]).replace("ü", "u").replace("v", "u")
    return syllable if syllable.isascii() and syllable.isalpha() else ""


def in_wade_giles(character: str) -> str:
    """Return a character in Wade-Giles without its apostrophe, as Taiwan writes it."""
    syllable = str(lazy_pinyin(character, style=Style.WADEGILES)[0])
    return "".join(
        letter for letter in syllable.replace("ü", "u").replace("v", "u") if letter.isalpha()
    )


def add(table: dict[str, list[str]], spelling: str, mandarin: str) -> None:
    """Add one meaning of a spelling, the commonest first."""
    meanings = table.setdefault(spelling, [])
    if mandarin not in meanings and len(meanings) < MOST:
        meanings.append(mandarin)


def english(syllables: set[str]) -> list[str]:
    """Return the common given names of the United States that could be Chinese syllables."""
    names = []
    for line in FIRST_NAMES.read_text("ascii").splitlines():
        name, steps = line.split()
        cuts = ((name[:at], name[at:]) for at in range(1, len(name)))
        is_common = int(steps) < (ONE if name in syllables else TWO)
        if is_common and (name in syllables or any({*cut} <= syllables for cut in cuts)):
            names.append(name)
    return sorted(names)


def main() -> None:
    """Write the table."""
    cantonese = Cantonese()
    tables: dict[str, dict[str, list[str]]] = {"wade": {}, "cantonese": {}, "hokkien": {}}
    mandarin = {plain_syllable(chr(code)) for code in range(0x4E00, 0x9FA6)} - {""}
    for character, hokkien in characters():
        plain = plain_syllable(character)
        add(tables["wade"], in_wade_giles(character), plain)
        found = cantonese.getRoman(character)
        for spelling in found[0] if found else ():
            for one in (spelling, *CANTONESE.get(spelling, "").split()):
                add(tables["cantonese"], one, plain)
        for spelling in hokkien:
            add(tables["hokkien"], spelling, plain)
    lines = [*HEAD, "@surname"]
    for line in SURNAMES.split("\n"):
        if line:
            lines.append(" | ".join(line.split("|")[:4]))
    lines += [f"{surname} | | |" for surname in RARER]
    syllables = {*mandarin, *(spelling for table in tables.values() for spelling in table)}
    lines += ["@english", *_wrapped(english(syllables))]
    lines += ["@mandarin", *_wrapped(sorted(mandarin))]
    for dialect, table in tables.items():
        lines += [f"@{dialect}", *(f"{s} {' '.join(m)}" for s, m in sorted(table.items()))]
    INTO.write_text("\n".join(lines) + "\n", "utf-8")


def _wrapped(words: list[str], wide: int = 16) -> list[str]:
    return [" ".join(words[at : at + wide]) for at in range(0, len(words), wide)]


if __name__ == "__main__":
    main()
