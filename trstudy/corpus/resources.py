"""What page furniture looks like: patterns for blocks that are not the article's own text.

Each pattern is tried on a block's text on one line. They name no outlet and no country: what they
know is how pages are made. `FURNITURE` is read from the top; the first pattern that fits gives the
reason for dropping the block.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|muharram|safar|rabi['’ʿ`]? ?(?:al|ath|uth)?-?(?:awwal|thani|akhir)|jumada ?(?:al)?-?(?:awwal|ula|thani|akhirah?)"
    r"|rajab|sha['’ʿ`]?ban|ramadan|shawwal|dhu ?(?:al)?-?(?:qa['’ʿ`]?dah?|hijjah?))"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
DATE_PART = re.compile(
    rf"(?:{_MONTH}|{_DAY})\b\.?|\d{{1,4}}(?:st|nd|rd|th)?|\b(?:a\.?m|p\.?m|ah|h|gmt|utc|bst|[ce]?e?s?t|msk|trt|pst|pdt|edt)\b\.?"
    r"|\b(?:first |last |originally )?(?:published|publication date|posted|updated|modified|created|issued|released|date)\b"
    r"|\b(?:at|on|by|in|the|of|and|last)\b|[\s,.:;/|()+–—-]+",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(rf"(?:{_MONTH}\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|^date\b.*\d|\b(?:19|20)\d\d\b)", re.IGNORECASE)

_NAME = r"(?:(?:[A-ZÀ-ÞĀ-Ž][\w'’.-]*|de|del|van|von|der|bin|ibn|al|el|bint|da|di|la)\s?)"
NAME = re.compile(rf"(?!(?:{'|'.join(['The', 'A', 'An'])})\b)[A-ZÀ-ÞĀ-Ž][\w'’.-]*\s{_NAME}{{1,3}}")

_AGENCY = (
    r"(?:afp|ap|associated press|reuters|getty(?: images)?|epa(?:-efe)?|tass|ria novosti|sputnik|interfax"
    r"|anadolu(?: agency)?|aa photo|aa|xinhua|dha|iha|dpa|shutterstock|unsplash|pexels|pixabay|istock(?:photo)?|alamy"
    r"|wikimedia(?: commons)?|flickr|depositphotos|zuma(?: press)?|nurphoto|kremlin\.ru|twitter|x|handout|file|pool(?: photo)?)"
)
_DOMAIN = r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}"

FURNITURE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, 0 if cased else re.IGNORECASE))
    for reason, cased, pattern in (
        # --- pictures ---
        ("caption", False, r"^\W{0,2}(?:file )?(?:photo|image|picture|caption|illustration|video|map|graphic|infographic|figure|chart|collage)s?\b(?: (?:by|credit|caption|courtesy(?: of)?|source|illustration|via))?\s?(?:[:|©]|\d+[.:])"),
        ("caption", False, r"^\W{0,2}(?:(?:file|stock|representational|illustrative) (?:photo|image|picture)|pictured|photo (?:by|credit|via|courtesy))\b"),
        ("caption", False, r"^(?=.{0,600}$).*\((?:l|r|c|left|right|cent(?:er|re)|(?:second|third|2nd|3rd)(?: from)? (?:l|r|left|right))\)(?=.*\b(?:shak|pos|attend|meet|speak|arriv|walk|look|greet|hold|talk|sit|stand|wav|embrac|hug|listen|smil|during|at|in)\w*)(?!.*[.!?] .*[.!?] .*[.!?] )"),
        ("caption", False, rf"^(?=.{{0,600}}$).*(?:[\w.)”\"’]\s(?:[\w.’'-]+ ){{0,4}}?[/|]\s?(?:{_AGENCY}|{_DOMAIN})|\[[^\[\]]{{0,60}}\b{_AGENCY}(?: photo)?\]|\((?:(?:file )?(?:photo|image|picture|screenshot|ap photo)\b[^()]*|[^()]{{0,60}}/\s?{_AGENCY}(?: via [^()]*)?)\)|©\s?[\w .,/’'-]{{1,60}}|\bvia {_AGENCY})\.?$"),
        ("caption", False, r"\b(?:in this (?:file |undated |handout )?(?:photo|photograph|picture|image)\b|(?:handout|file|undated) (?:photo|picture|image)\b).{0,300}$(?<!\w{600})"),
        ("alt-text", False, r"^\S{0,120}\.(?:jpe?g|png|gif|webp|svg|bmp)$"),
        ("alt-text", False, r"^(?:image|photo|picture|logo|icon|avatar|thumbnail|featured image|alt)$"),
        # --- who, where, when ---
        ("credit", False, r"^[\[(]?\s?(?:(?:photo|image|picture|cover)s?[ /])?(?:source|credit|courtesy)s?\s?:.{0,120}$"),
        ("byline", False, r"^\(?(?:(?:additional )?reporting|writing|editing|compiled|translated|edited) by\b.{0,200}$"),
        ("byline", True, rf"^(?:(?:[Ww]ritten |[Pp]osted |[Rr]eported |[Aa]nalysis |[Oo]pinion |[Cc]ommentary |[Ss]tory |[Tt]ext )?(?:by|By|BY)|[Aa]uthors?\s?:|AUTHORS?\s?:)\s{_NAME}{{1,5}}(?:(?:and|&|,)\s{_NAME}{{1,4}})*(?:[(|,•·–—-].{{0,160}})?$"),
        ("source line", False, r"^(?:publication|journal|magazine|publisher|volume|issue|section|category)\s?:.{0,160}$"),
        ("source line", False, r"^.{0,80}\bvol(?:ume)?s?\b[.:]?\s?\d+\W{1,3}(?:no|nr|issue|number|num)s?\b[.:]?\s?\d+[^a-z]{0,40}$"),
        ("source line", False, r"^(?:\W?this|the) (?:article|piece|text|story|commentary|analysis|post|op-ed|column|essay|report|interview|paper)\b.{0,60}\b(?:publish|re-?publish|reprint|appear|post|syndicat|translat|excerpt|adapt)\w*\b.{0,200}$"),
        ("source line", False, r"^(?:(?:first|originally|previously) (?:published|appeared|posted)|(?:re-?published|reprinted|reproduced) (?:from|with|by|courtesy)|via\s?:|source article\s?:)\b.{0,200}$"),
        ("section label", False, r"^(?:(?:news|world|politics|opinions?|analysis|analyses|commentary|comment|editorials?|op-?eds?|features?|columns?|columnists|blogs?|briefs?|reports?|home|latest|top stories|breaking news|europe|middle east|asia|international|foreign policy|business|economy|exclusive|interviews?|perspectives?|insights?|long reads?|in-depth|explainers?|publications?|articles?|newsletters?)\b\s?(?:&|and|/|,|\||[›»>-])?\s?){1,4}$"),
        # --- ways out of the article ---
        ("related link", False, r"^\W{0,3}(?:related(?: (?:articles?|posts?|stor(?:y|ies)|contents?|links?|news|readings?|topics?|coverage|analysis))?|(?:also )?read(?: (?:also|more|next|on|too|this))?|see (?:also|more)|also (?:read|see|on .{1,30})|more (?:on this|from|stories|about|on).{0,40}|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|recommended(?: .{1,20})?|don['’]?t miss|further reading|keep reading|continue reading|watch(?: (?:also|more|now|live))?|listen(?: (?:also|now|to))?|up next|next|previous|must reads?|editors?['’]? picks?|in case you missed it|from the archives?)\s?(?:[:|>»→►-]\s?.{0,250}|\.\.\.|…)$"),
        ("related heading", False, r"^\W{0,3}(?:related(?: (?:articles?|posts?|stor(?:y|ies)|contents?|links?|news|readings?|topics?|coverage|analysis|publications?))?|read (?:also|more|next)|see also|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)(?: these| this)?|recommended(?: (?:for you|articles?|reading|posts?|stories))?|(?:more|latest|recent|popular|trending|other|previous|similar) (?:articles?|posts?|news|stories|from .{1,40}|on this.{0,20}|in .{1,30})|most (?:read|popular|viewed|shared)(?: .{0,20})?|trending(?: now)?|further reading|editors?['’]? picks?|up next|next article|previous article|don['’]?t miss|what to read next)\W{0,3}$"),
        ("share line", False, r"^\W{0,3}(?:(?:share|like|tweet|pin|print|e-?mail|save|bookmark|copy link|send|forward|post)\b(?: (?:this|on|via|it|to|the|by|with|article|story|page|post|link|facebook|twitter|x|linkedin|whatsapp|telegram|e-?mail|print|friends?|your|a|this:))*\W*(?:facebook|twitter|x|linkedin|whatsapp|telegram|e-?mail|print|reddit|pinterest|copy link|link|messenger|vk|\W|and)*|(?:facebook|twitter|linkedin|whatsapp|telegram|instagram|youtube|reddit|pinterest|tumblr|e-?mail|print|messenger|vk|rss|\W)+|\d+ (?:shares?|likes?|tweets?|retweets?|reactions?|views?|comments?|reads?|claps?))$"),
        ("share line", False, r"^(?:follow|find|like|join) (?:us|me|him|her|them|the author|@\w+|our)\b.{0,150}$"),
        ("reading time", False, r"^\W{0,2}(?:(?:estimated )?reading time\b.{0,30}|\d+(?:-| )?(?:min(?:ute)?s?)\b(?: read(?:ing)?(?: time)?)?|listen to (?:this )?(?:article|story|post).{0,30}|(?:views?|reads?|hits)\s?:?\s?[\d,.k]+|[\d,.]+k? (?:views?|reads?|words))\W{0,2}$"),
        ("tags line", False, r"^(?:tags?|topics?|keywords?|filed (?:under|in)|categor(?:y|ies)|posted in|tagged(?: with)?|labels?|regions?|countries|themes?|issues?)\s?:.{0,300}$"),
        ("advertisement", False, r"^\W{0,3}(?:advertisements?|ads?|sponsored(?: content| post)?|promoted(?: content)?|paid (?:content|post|partnership)|article continues (?:below|after).{0,40}|story continues (?:below|after).{0,40}|scroll (?:down )?(?:to|for).{0,40}|\W)\W{0,3}$"),
        # --- appeals to the reader ---
        ("appeal", False, r"^\W{0,3}(?:(?:please )?(?:subscribe|donate|sign up|signup|register|join|become a (?:member|subscriber|patron|supporter)|support|contribute|log ?in|sign in|get (?:the|our|full|unlimited)|enter your e-?mail|try)\b(?! (?:for|to) (?:the )?[a-z]+ (?:of|in)\b)(?=.{0,250}$)(?:(?:(?: (?:or|and|now|today|here|us|our|to|from|for|with|free|a|the|by|contribute|subscribe|donate|support|member|membership|newsletters?|journalism|work|mission|cause|independent|quality|access|month|year|monthly|annual|email|e-mail|inbox|daily|weekly|updates?|via|paypal|patreon|account|in|more|later|only|just|start))|\W|[£$€]?\d+))+)$"),
        ("appeal", False, r"^(?=.{0,700}$).*\b(?:subscribe to (?:our|the|receive|get|continue|read|unlock)|sign up (?:for|to|here)|(?:our|the|free|daily|weekly) newsletters?\b.*\b(?:inbox|e-?mail|sign|subscri)|(?:straight|directly|delivered) (?:in)?to your inbox|(?:donat(?:e|ing|ions?)|contribut(?:e|ing|ions?)|support(?:ing)?)\b.*\b(?:us|our|you|your|this (?:site|website|journal|magazine|project))\b.*\b(?:you|your|help|continuation|mission|journalism|work|possible|grow|independent|reader|readers|please|today|now)\b|(?:help us|please (?:support|consider|donate|subscribe|help)|support our|consider (?:donating|subscribing|supporting|becoming)|your (?:support|donation|contribution|subscription)|reader[- ](?:funded|supported)|get (?:full|unlimited) access|full access to|already a (?:member|subscriber)|not a (?:member|subscriber)|register for free|free trial|unlock this|to continue reading)\b)"),
        ("appeal", False, r"^(?:contribute|subscribe|donate|support) (?:to|for)?\s?.{1,60}['’]s?$"),
        # --- the site's own ---
        ("cookie notice", False, r"^(?=.{0,900}$)(?:.*\b(?:uses?|using|accept|accepting|reject|manage|allow|our|these|third-party|all|necessary|essential) cookies\b|.*\bcookies? (?:policy|settings|notice|preferences|consent)\b|by (?:continuing|using|clicking|browsing)\b.{0,80}\b(?:site|website|page|agree|accept|consent)\b)"),
        ("site footer", False, r"^\W{0,3}(?:(?:privacy(?: policy| notice| statement)?|terms(?: (?:of|and|&) (?:use|service|conditions))?|cookie policy|contact(?: us)?|about(?: us)?|advertise(?: with us)?|careers|jobs|sitemap|site map|imprint|impressum|legal(?: notice)?|disclaimer|accessibility|faqs?|help|newsletters?|rss|archives?|masthead|our team|staff|sign ?in|log ?in|log ?out|sign ?up|register|my account|forgot(?:ten)? (?:your )?password|not a member|signup|home|menu|search|skip to (?:main )?content|toggle navigation|close|back(?: to (?:the )?top)?|top|go to top|english|russian|turkish|arabic|en|ru|tr|ar|all rights reserved|powered by \w+|loading|print (?:this page|edition)|view (?:all|more|comments)|show more|load more)\b[\s|•·?!/:,.›»>–—-]*){1,14}$"),
        ("site footer", False, r"^[\s\W]{0,3}(?:home|main|news|world|start)\b(?:\s?[>›»/→|]\s?[^>›»/→|.]{1,60}){1,6}$"),
        ("rights notice", False, r"^(?=.{0,700}$)(?:\W{0,2}(?:copyrights?\b|©|\(c\)\s?\d{4})|.*\ball rights reserved\b|.*\b(?:may (?:not )?be|are|is) (?:freely )?(?:re-?used|reproduced|republished|reprinted|disseminated|distributed|redistributed|copied|used)\b.*\b(?:permission|credit(?:ed)?|attribution|consent|licen[cs]e|source|condition)\b|(?:this (?:work|article|text|content)|licensed|content|unless otherwise)\b.{0,80}\bcreative commons\b|no part of this\b)"),
        ("disclaimer", False, r"^(?=.{0,700}$)\W{0,3}(?:disclaimer\b|(?:the )?(?:views?|opinions?)(?: and (?:views?|opinions?))? (?:expressed|presented|in this|contained)\b|(?:editor|author|publisher)['’]?s? note\b|note from the (?:editor|publisher)|.*\b(?:do(?:es)? not|not) necessarily (?:reflect|represent)\b)"),
        ("comments", False, r"^\W{0,3}(?:(?:\d+|no|leave a|post a|add a|write a|view|show|hide|join the) (?:comments?|reply|replies|conversation|discussion|responses?)|comments? ?(?:\(\d+\)|are closed|off|\d+)?|your (?:name|e-?mail|comment)(?: address will not be published\.?)?.{0,60}|reply|be the first to comment|log in to (?:comment|reply)|required fields are marked.{0,5}|save my name, email.{0,100})\W{0,3}$"),
        ("author note", False, r"^(?:about the authors?|about the writers?|contributors?)\W{0,2}$"),
        ("author note", False, r"^(?=.{0,900}$)(?:about the authors?\s?[:.]|the (?:author|writer)s? (?:is|are|was)\b.{0,80}\b(?:fellow|scholar|analyst|journalist|professor|lecturer|researcher|columnist|correspondent|editor|director|expert|student|specialist|diplomat|writer|reporter|ambassador|historian|economist|commentator|head|contributor)\b)"),
        ("page number", False, r"^(?:\W{0,3}(?:page\s?)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W{0,3}|page\s+[ivxlc]+)$"),
        ("link", False, rf"^\W{{0,3}}(?:https?://\S+|www\.\S+|[\w.+-]+@{_DOMAIN}|(?:url|link|doi|e-?mail|tel|phone|web(?:site)?)\s?:\s?\S+)\W{{0,3}}$"),
        ("reference", False, r"^(?:\[\d{1,3}\]|\^|\d{1,3}[.)])\s.{0,400}(?:https?://|www\.|\baccessed\b|\bibid\b|\bpp?\. ?\d|\bretrieved\b|\bdoi\b)"),
        ("rule", False, r"^[\W_]+$"),
    )
)  # fmt: skip

# reasons that can only stand after the article's last sentence
CLOSING = frozenset({"appeal", "rights notice", "site footer", "cookie notice", "comments", "related heading", "author note", "disclaimer"})  # fmt: skip
# reasons that mark a page's head
OPENING = frozenset({"byline", "dateline", "source line", "section label", "reading time"})
REFERENCES = re.compile(r"^(?:(?:end|foot)?notes?|references|bibliography|works cited|sources)\W{0,2}$", re.IGNORECASE)
READER = re.compile(r"\b(?:you|your|yours|yourself|us|click|subscribe|donate|sign up)\b", re.IGNORECASE)
AGENCY_DATELINE = re.compile(
    r"(?:[A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜ.'-]+(?:[ /][A-ZÇĞİÖŞÜ.'-]+){0,3}(?:, [A-Z]\w+)?"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:, \d{4})?)?\s?"
    r"(?:\((?:[A-Z][\w. ]{1,30})\)\s?)?[–—-]{1,2}\s+)(?=[\"“A-Z])"
)

_ITEM = re.compile(r"[•●▪◦‣*–—-]\s|\(?\d{1,3}[.)]\s|\[\d{1,3}\]\s|(?:[QA]|[A-Z]{2,4}|[A-Z][\w .'’-]{2,30}):\s", re.UNICODE)
_LINKED = re.compile(
    r"\W{0,3}(?:related (?:article|post|stor(?:y|ies)|content|link|news)s?|(?:also )?read(?: also| more| next)?|see also"
    r"|also read|recommended|don['’]?t miss|photo(?: by)?|image|source|credit|tags)\s?[:|»]",
    re.IGNORECASE,
)


def is_linked(line: str) -> bool:
    """Say whether a line inside a paragraph points away from the article, or credits a picture."""
    return bool(_LINKED.match(line))


def starts_item(line: str) -> bool:
    """Say whether a line opens something of its own: a list item, a speaker's turn, a link."""
    return bool(_ITEM.match(line)) or is_linked(line)


def is_dateline(flat: str) -> bool:
    """Say whether a block holds a date and nothing else."""
    return len(flat) <= 160 and bool(_HAS_DATE.search(flat)) and not DATE_PART.sub("", flat)


def furniture(flat: str) -> str:
    """Return why a block, on its own, is page furniture, or an empty string."""
    if len(flat) > 900:
        return ""
    if is_dateline(flat):
        return "dateline"
    return next((reason for reason, pattern in FURNITURE if pattern.search(flat)), "")
