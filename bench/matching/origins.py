"""Names by origin for made-up people, and their common misspellings.

The lists hold the commonest names of each origin, from general knowledge. They mean no real person.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Names of one origin. `rules` are spellings that clerks confuse."""

    name: str
    share: float
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    tails: tuple[str, ...]  # endings of rarer surnames
    rules: tuple[tuple[str, str], ...]
    middle: float  # share of people with a middle name


def words(text: str) -> tuple[str, ...]:
    """Split a text into words."""
    return tuple(text.split())


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Parse rules like "ou>u ee>i"."""
    return tuple((one.partition(">")[0], one.partition(">")[2]) for one in text.split())


BRITISH = Origin(
    "British", 0.60,
    words("""david john michael paul james andrew mark robert richard stephen peter christopher
    daniel thomas matthew anthony william simon ian philip lee jason craig gary kevin ryan adam
    jack joshua liam luke nathan callum connor jordan kieran aaron ashley benjamin samuel george
    harry charlie oliver alfie jake kyle scott stuart neil martin graham alan colin derek barry
    wayne darren dean carl shane damon curtis leon tyler brandon reece bradley alexander edward
    henry joseph charles nicholas jonathan timothy gareth rhys dylan owen duncan angus hamish
    frederick leonard ronald raymond terence kenneth trevor nigel clive russell adrian julian"""),
    words("""susan margaret julie sarah claire nicola karen jacqueline helen tracey joanne emma lisa
    michelle rebecca laura gemma samantha kelly amy charlotte sophie jessica chloe lauren emily
    hannah katie jade megan bethany georgia ellie olivia amelia lucy holly natalie stacey kirsty
    donna sharon debbie dawn mandy paula angela christine patricia linda elizabeth catherine jean
    leanne zoe danielle kimberley victoria louise rachel alison heather fiona morag sian carys"""),
    words("""smith jones williams taylor brown davies evans wilson thomas roberts johnson lewis
    walker robinson wood thompson white watson jackson wright green harris cooper king lee martin
    clarke james morgan hughes edwards hill moore clark harrison scott young morris hall ward turner
    carter phillips mitchell patel adams campbell anderson allen cook bailey parker miller davis
    murphy price bell baker griffiths kelly simpson marshall collins bennett cox richardson fox gray
    rose chapman hunt robertson shaw reynolds lloyd ellis richards russell wilkinson khan graham
    stewart reid murray powell palmer holmes rogers stevens walsh hunter thomson matthews ross owen
    mason knight kennedy butler saunders cole pearce dean foster harvey hudson gibson mills berry
    barnes pritchard burgess marsden holroyd ackroyd sutcliffe entwistle ramsbottom braithwaite"""),
    words("son ton ham ley field worth by ford well man wood land wick shaw more den bury er"),
    pairs("ph>f ck>k ey>y ie>y th>t tt>t ll>l ss>s ea>ee au>or y>i i>y e> ai>ay ou>oo wr>r gh>"),
    0.75,
)  # fmt: skip
IRISH = Origin(
    "Irish", 0.05,
    words("""sean patrick michael john conor ciaran declan eoin niall padraig seamus liam brendan
    kevin aidan cormac donal fergus dermot eamon ronan rory shane oisin cathal diarmuid martin"""),
    words("""siobhan niamh aoife ciara sinead orla roisin grainne maeve mary bridget eileen deirdre
    caoimhe saoirse fionnuala maureen kathleen nora una clodagh aisling"""),
    words("""murphy kelly o'sullivan walsh o'brien byrne ryan o'connor o'neill o'reilly doyle
    mccarthy gallagher o'doherty kennedy lynch murray quinn moore mcloughlin o'carroll connolly daly
    connell wilson dunne brennan burke collins campbell clarke johnston hughes o'farrell fitzgerald
    mcdonagh ward mcginley maughan stokes cash connors doran mongan joyce sweeney"""),
    words("an aghan erty nan gan ey ane"),
    pairs("o'>o o'> mc>mac mac>mc sh>s gh>g bh>v ae>ay ao>ee ea>a ll>l nn>n y>i"), 0.7,
)  # fmt: skip
PAKISTANI = Origin(
    "South Asian, Muslim", 0.10,
    words("""mohammed muhammad ali ahmed hassan hussain imran asif kamran usman bilal faisal tariq
    shahid zahid nadeem amir adnan haroon waqas zeeshan irfan abdul rashid khalid naveed sajid
    majid wasim junaid hamza umar ibrahim yusuf farhan rizwan shoaib arshad javed iqbal saleem
    habib rafiq shabir mahmood aftab liaqat parvez sohail"""),
    words("""fatima ayesha sadia nadia zainab maryam khadija saima shazia rubina nasreen shabana
    samina farah aisha amina hafsa iqra sana noreen parveen yasmin rukhsana tahira nusrat"""),
    words("""khan hussain ahmed ali shah mahmood akhtar malik iqbal begum bibi rehman rahman butt
    mirza chaudhry choudhury qureshi sheikh javed aslam raja mughal hashmi siddiqui ansari baig
    bhatti rana dar anwar aziz hamid islam miah uddin kabir haque sultana khatun nawaz zaman abbasi
    awan kiani gill satti minhas janjua"""),
    words("i ani pur wala di an zai at ullah uddin"),
    pairs("""mohammed>muhammad mohammed>mohd muhammad>mohammad ou>u ee>i oo>u dh>d kh>k q>k
    ai>ei ss>s ah>a aa>a au>o ch>c ain>ein ah>eh iq>ik sh>s ur>oor ya>ia w>v uddin>-uddin"""),
    0.35,
)  # fmt: skip
INDIAN = Origin(
    "South Asian, Sikh and Hindu", 0.05,
    words("""gurpreet harpreet jaspreet manpreet amandeep sukhdeep balwinder kulwinder jaswinder
    rajinder surinder harjit manjit paramjit ranjit baljit sandeep rajesh sanjay vijay suresh ramesh
    anil sunil amit rahul ravi kiran nikhil hitesh mukesh dinesh bharat jignesh pradeep arjun"""),
    words("""kamaljit simran navdeep rajwinder parminder satwinder kuldip priya pooja anita sunita
    meena neha kavita rekha hina bhavna nisha jyoti deepa asha usha sarita gurjit"""),
    words("""singh kaur gill sandhu dhillon sidhu grewal dhaliwal bains bassi atwal johal sahota
    uppal virk mann patel shah mehta desai joshi sharma gupta verma kumar chopra kapoor reddy rao
    iyer nair menon pillai mistry parmar solanki chauhan rathod thakur bhatt naidu"""),
    words("wal war ani deep an ria kar nathan swamy"),
    pairs("ee>i preet>prit jit>jeet ph>f dh>d bh>b th>t v>w w>v sh>s oo>u aa>a inder>indar j>z"),
    0.5,
)  # fmt: skip
ARABIC = Origin(
    "Arabic", 0.05,
    words("""mohamed ahmed mahmoud mustafa ibrahim khaled youssef omar hassan hussein karim tarek
    samir nabil walid rashid jamal faisal abdullah abdelrahman abdul-aziz abdelkader said salim
    ziad bassam hamid majid fadi rami anas bilal ayman hisham marwan nasser qasim yasin zakaria"""),
    words("""fatima zahra khadija aicha mariam leila samira nadia amal huda salma rania dina hala
    noor yasmin zeinab sara hanan mona souad warda naima"""),
    words("""al-hassan al-ali haddad khoury mansour nasser saleh hamdan khalil al-rashid el-sayed
    farouk aziz bakr darwish ghanem habib issa jaber kassem mahdi najjar odeh qasem rahman sabbagh
    tawfiq youssef zaidan al-masri el-amin benali bouzid boudiaf hamidi mansouri cherif belkacem
    ouali tahiri al-jabouri al-dulaimi al-tikriti shamsi"""),
    words("i awi ani ouri eddine oub ah an"),
    pairs("""al-> el-> al->el- ou>u oo>u kh>h q>k dj>j gh>g ss>s ei>i ai>ay y>i ee>i ah>a
    mohamed>mohammed mohamed>muhammad abdel>abdul abdul>abd- ch>sh aa>a h> dh>d th>t"""), 0.3,
)  # fmt: skip
AFRICAN = Origin(
    "West African", 0.035,
    words("""emmanuel samuel daniel joseph kwame kofi kwabena yaw oluwaseun babatunde ayodele tunde
    chukwuemeka emeka chinedu ifeanyi obinna ikechukwu femi segun kayode olumide adebayo ibrahima
    mamadou ousmane moussa sekou abdoulaye alhaji ebenezer godfrey prince blessing"""),
    words("""grace blessing joy comfort mercy patience abena akosua ama efua oluwaseyi folake
    titilayo ngozi chioma adaeze ifeoma amaka fatoumata aminata mariama esther ruth"""),
    words("""okafor okonkwo adeyemi adebayo ogunleye oladipo balogun eze nwosu obi chukwu okoro
    mensah owusu boateng asante osei appiah agyeman ofori amoah acheampong diallo traore camara
    keita toure kone bah barry jalloh sesay kamara conteh bangura koroma johnson williams"""),
    words("mi yemi kwe nwa nde ole okun emeka"),
    pairs("""chukw>chuku kw>qu olu> ou>u oo>o dj>j mb>b gb>b wu>u yi>i ph>f nn>n ade>ad ye>e
    akw>aqu ck>k"""), 0.6,
)  # fmt: skip
SOMALI = Origin(
    "East African", 0.03,
    words("""mohamed abdi ahmed hassan ali omar abdullahi yusuf ibrahim mahad liban abdirahman
    guled bashir farah jama hussein ismail warsame abdikadir dahir nur tesfaye daniel yonas haile
    girma samuel michael berhane abraham"""),
    words("""fadumo hodan amina ayan halima sahra hawa khadra asha ifrah maryan nasra zamzam selam
    hana rahel sara tsegay meron"""),
    words("""mohamed ali ahmed hassan abdi omar farah warsame jama osman aden hussein ismail yusuf
    nur dahir hersi egal duale elmi samatar tesfay gebre haile tekle woldemariam abebe kebede
    mengistu alemu bekele berhe kidane"""),
    words("le mariam ye shi san ro"),
    pairs("x>h kh>h dh>d aa>a ee>e ii>i uu>u c> gebre>gabre y>i q>k abdi>abdul sh>s"), 0.4,
)  # fmt: skip
SLAVIC = Origin(
    "Slavic", 0.035,
    words("""piotr krzysztof andrzej tomasz pawel michal marcin grzegorz jakub lukasz mateusz
    wojciech zbigniew jaroslaw dariusz sergei dmitry aleksandr andrei vladimir mikhail ivan
    oleksandr volodymyr mykola viktor yuri evgeny maksim roman bogdan stanislav jan jiri marek"""),
    words("""anna katarzyna malgorzata agnieszka ewa magdalena joanna monika natalia olena oksana
    tatiana svetlana irina elena olga ekaterina iryna kateryna yulia jana"""),
    words("""nowak kowalski wisniewski wojcik kowalczyk kaminski lewandowski zielinski szymanski
    wozniak dabrowski kozlowski jankowski mazur kwiatkowski krawczyk piotrowski grabowski pawlak
    ivanov petrov smirnov kuznetsov popov sokolov lebedev kozlov novikov morozov volkov shevchenko
    kovalenko bondarenko tkachenko kravchenko melnyk koval svoboda novotny dvorak horvat"""),
    words("ski cki wicz ov ev enko chuk in czyk ak ek"),
    pairs("""sz>sh cz>ch w>v v>w y>i i>y ski>sky ksa>xa x>ks rz>z kh>h iy>y ov>ow ov>off ya>ia
    j>y ch>kh ey>ei sky>ski ks>x lu>lou ck>tsk ova>ov ska>ski"""), 0.2,
)  # fmt: skip
ALBANIAN = Origin(
    "Albanian", 0.02,
    words("""agron arben artan besnik blerim dritan edmond ermal fatmir flamur gezim gjergj ilir
    kujtim luan petrit shkelqim skender valon xhevdet altin erion klodian kreshnik mentor"""),
    words("""albana arta blerta drita elona ermira fatmire flutura jehona lindita mimoza shpresa
    teuta valbona vjollca"""),
    words("""hoxha shehu gjoka hysa prifti leka kola gjini marku dervishi krasniqi berisha gashi
    morina shala bytyqi thaqi hasani osmani rexhepi bajrami ahmeti kastrati xhafa cela lleshi
    vukaj dedaj ndoka"""),
    words("aj i u ari ani eti"),
    pairs("xh>j gj>g q>k q>ch c>ch ll>l rr>r sh>s zh>j dh>d th>t y>i j>y hoxha>hodza e>a"), 0.1,
)  # fmt: skip
ROMANIAN = Origin(
    "Romanian", 0.025,
    words("""andrei alexandru mihai ionut florin marian gheorghe ion vasile constantin cristian
    daniel stefan nicolae adrian bogdan catalin cosmin dumitru laurentiu marius razvan sorin
    valentin viorel iulian petru costel"""),
    words("""maria elena ioana andreea mihaela cristina alina gabriela simona daniela ana georgiana
    roxana florentina lavinia nicoleta mariana"""),
    words("""popescu ionescu popa dumitru stan stoica gheorghe rusu munteanu matei constantin marin
    lazar ciobanu florea dinu nistor cojocaru moldovan lupu barbu dobre radu tudor sandu petrescu
    preda ene ungureanu vasilescu lacatus calin"""),
    words("escu eanu aru oiu ache ea"),
    pairs("gh>g ch>c sc>sk tz>t ie>i ea>a oi>oy ts>t u> x>ks eo>io ii>i mihai>michael"), 0.25,
)  # fmt: skip
CHINESE = Origin(
    "East Asian", 0.02,
    words("""wei jun ming hao jian qiang lei tao yong peng bin feng gang hui kai zhiwei jiahao
    xiaoming wing kwok chi-keung siu-ming ka-wai yuki kenji takeshi hiroshi min-jun ji-hoon"""),
    words("""li mei xiu ying na fang yan jing hui xia qian yun lan mei-ling siu-fong ka-yan wai-ling
    yuko akiko seo-yeon ji-woo"""),
    words("""wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo
    chan wong leung cheung lau lam ng ho cheng chow yeung tang kim park choi jung tanaka suzuki
    sato yamamoto"""),
    words("g n ng ai ao ei"),
    pairs("zh>z x>hs q>ch j>ch zh>ch -> ng>n c>ts ou>ow eung>ang ua>wa iu>iew ui>uy"), 0.05,
)  # fmt: skip
VIETNAMESE = Origin(
    "Vietnamese", 0.035,
    words("""minh hung tuan dung thanh hai long nam son cuong duc hoang khanh quang trung tien vinh
    phong thang huy binh tam hieu dat kien loc phuc quan tai toan"""),
    words("""linh hoa lan huong mai thu ha nga phuong thao trang yen hanh hong ngoc nhung thuy van
    anh chau"""),
    words("""nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong
    trinh cao luong mai dao doan"""),
    words("n ng nh uong"),
    pairs("nguyen>nguyn nguyen>ngyuen ph>f huynh>hoang ng>n th>t tr>ch nh>n vu>vo kh>k uo>u d>z"),
    0.8,
)  # fmt: skip
ORIGINS = (
    BRITISH, IRISH, PAKISTANI, INDIAN, ARABIC, AFRICAN, SOMALI, SLAVIC, ALBANIAN, ROMANIAN,
    CHINESE, VIETNAMESE,
)  # fmt: skip
