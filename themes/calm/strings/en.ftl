## Around every page
skip = Skip to the main part
call = Call
help-now = Help now
menu = Menu
menu-label = Main menu
menu-close = Close the menu
languages-label = Other languages
crumbs-label = Where you are
untranslated = This page is not in English yet. Here is the original.
not-translated = not translated yet
in-language-en = in English
in-language-es = in Spanish
in-language = in { $name }
or = or
phone = Phone
fax = Fax
email = Email
portal = Client portal
portal-for = For clients
booking = Appointments
foot-reach = Reach us
foot-places = Where we are
foot-more = More
foot-label = More pages
foot-private = This site sets no cookies and follows nobody.
exit = Exit this page
exit-label = Leave quickly
exit-note = Opens a weather page. It does not clear your browser’s history.

## When it cannot wait
crisis-title = If it can’t wait
crisis-emergency = Someone is in danger now:
crisis-line = A crisis, or thoughts of suicide, day or night:
call-number = Call { $number }
text-number = Text { $number }
crisis-beside = If you think of hurting yourself, you don’t have to wait until we meet.
crisis-nobody-sees = Nobody sees this until you hand it over.
level-emergency = Emergency
level-emergency-text = Someone is badly hurt, has taken something, or is about to act on thoughts of suicide. Call, and stay with them if you can.
level-today = Today
level-today-text = You can’t keep going like this, you are afraid of what you might do, or you are worried about someone. A trained person listens, day and night. You don’t need the right words.
level-later = It can wait a little
level-later-text = You would like to talk with someone here, and you are safe for now. Tell us how to reach you.
line-988-spanish = En español: llame al 988 y oprima el 2, o envíe AYUDA por mensaje de texto al 988.
line-988-asl = American Sign Language: call 988 from a videophone.
line-988-veterans = Veterans: call 988 and press 1.

## Home
book-first = Book a first session
ask-first = Ask us something
first-fee-lead = A first session costs
for-minutes = { $n ->
    [one] for one minute
   *[other] for { $n } minutes
}
all-fees = All fees and insurance
fees-ask-page = What a session costs
take-your-time = Take your time. You can just look.
who-title = Who is this for?
audience-me = Me
audience-child = My child or teen
audience-couple = The two of us
audience-someone = Someone I’m worried about
audience-unsure = I’m not sure yet
home-people = Who you could talk to
home-paperwork = Before your first visit
home-paperwork-text = The forms for a first visit, to read, print or fill in at home. You may leave anything empty; we go through it together.
home-articles = Good to know
doors-key = An open door means space now, a door ajar a waiting list, a closed door a full list.
all-people = Everyone here
all-articles = All articles
all-topics = All topics

## Reaching us
calling-title = What happens when you call
calling-short = In a few words
calling-script-lead = You don’t have to explain anything. If it helps, read this out:
calling-script = “Hi, I’m looking for a therapist. You can call me at … The best time is …”
who-answers = Who answers
reply-title = When you hear back
reply-within = We reply within { $time }.
voicemail-title = If nobody picks up
voicemail-private = Leave a message. Only the people who work here hear it.
texting-title = Text messages
wait-title = How long you may wait
as-of = As of { $date }.
reach-title = Phone, email and more
email-caution = Email can be read on its way. Please use it for times and directions, not for anything private.
places-of-person = Where you meet
map-link = Open a map
hours-caption = Opening hours
directions = How to get here
hours-and-way = Hours, and how to get here
parking = Parking
access = Getting in
day-mon = Monday
day-tue = Tuesday
day-wed = Wednesday
day-thu = Thursday
day-fri = Friday
day-sat = Saturday
day-sun = Sunday
closed = Closed
hours-range = { $from } to { $to }
time-am = { $time } AM
time-pm = { $time } PM
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-long = { $month } { $day }, { $year }

## Fees
fees-title = What it costs
fees-caption = Fees for each session
fee-service = Session
fee-minutes = Length
fee-price = Price
minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
fee-no-minutes = not timed
fee-ask = Please ask
fees-none = We will tell you what a session costs before you decide anything.
insurance-title = Insurance
in-network = We are in network with:
out-of-network = With any other insurance
estimate-title = Your right to an estimate
estimate-text = If you pay yourself or don’t use insurance, you have the right to a good faith estimate: in writing, before you start, with what your care is expected to cost.

## Reading
nav-home = Home
nav-articles = Articles
nav-topics = Topics
nav-providers = People
nav-forms = Forms
nav-glossary = Words we use
nav-search = Search
articles-title = Articles
articles-summary = Plain answers to what people ask before and during therapy.
feed-title = New articles from { $name }
feed-follow = Follow new articles in a feed reader
articles-none = There is nothing to read here yet.
articles-count = { $n ->
    [one] 1 article
   *[other] { $n } articles
}
topics-title = Topics
topics-summary = Our articles by what they are about.
topic-summary = What we have written about { $name }.
by-topic = By topic
reading-minutes = { $n ->
    [one] 1 minute to read
   *[other] { $n } minutes to read
}
contents-title = On this page
key-points = In short
written-by = Written by
reviewed-by = Checked by
written-for = For
posted = Published
updated = Changed
last-reviewed = Last checked
review-due = Next check
references-title = Where this comes from
faq-title = Questions people ask
related-title = You may also want to read
pager-label = Pages of this list
pager-previous = Newer
pager-next = Older
pager-here = Page { $n } of { $total }
page-number = Page { $n }
glossary-title = Words we use
glossary-summary = Words that therapists use, in plain English.
glossary-none = There are no words here yet.
glossary-letters = Words by letter
glossary-term = What is this?
also-called = Also: { $words }.
footnotes = Notes
footnote-back = Back to the text, note
task-done = Done
task-open = Open
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Please be careful
alert-caution = Please be careful
alert-crisis = If it can’t wait
not-found-title = This page is not here
not-found-summary = It may have moved, or the address may have a slip in it.
not-found-text = You did nothing wrong. One of these may be what you were looking for:

## Search
search-title = Search
search-summary = Everything that is on this site.
search-label = What are you looking for?
search-hint = Pages appear as you type. What you type is not sent anywhere.
search-one = 1 page found.
search-many = { $count } pages found.
search-some = No page has all of these words.
search-none = Nothing found.
search-none-text = Try another word, or fewer words. Everything is listed below. You can also go here:
search-more = Show more
search-broken = The search does not work here just now. Everything is listed below.
# Help is shown first where somebody looks for these, beside the phrases for self-harm that are built in. Lower case, no accents or
# apostrophes, commas between phrases; * after a beginning, | between words of which one fits, ? before a word that may be missing.
search-crisis-words = overdos*, unaliv*, kms, cant|cannot go on, want|going to disappear, wanna disappear|die, dont want to be here, kill me, no point in living
search-crisis-said = Help for a crisis comes first.
search-kind-article = Article
search-kind-topic = Topic
search-kind-person = Person
search-kind-form = Form
search-kind-packet = Forms for a first visit
search-list-articles = Articles by topic
search-list-others = More articles
search-list-pages = More pages

## People
providers-title = People
providers-summary = Who works here, whom they work with, and who has space.
people-none = Nobody is listed here yet. You are welcome to call and ask.
people-count = { $n ->
    [one] 1 person
   *[other] { $n } people
}
facet-specialty = Helps with
facet-population = Sees
facet-insurance = Insurance
facet-language = Languages
facet-location = Where
facet-telehealth = By video
facet-space = Space
facet-summary = People here: { $value }.
accepting-yes = Has space now
accepting-waitlist = Has a waiting list
accepting-no = List is full
population-individual = Individuals
population-couples = Couples
population-children = Children
population-adolescents = Teenagers
population-families = Families
population-groups = Groups
setting-office = In the office
setting-telehealth = By video or phone
setting-hospital = In the hospital
setting-clinic = In a clinic
setting-school = At school
setting-home = At your home
setting-community = Out in the community
telehealth = By video or phone
telehealth-only = Only by video or phone
telehealth-states = For people who are in { $states }
filter-title = Find someone who fits
filter-clear = Show everyone
filter-one = One person fits.
filter-many = { $count } people fit.
filter-none = Nobody fits all of that. Take one choice away, or ask us.
narrowed-to = { $value }: { $n } of { $total }.
supervised-by = Supervised by { $name }
licenses-title = License and training
license-license = License
license-registration = Registration
license-telehealth-registration = Telehealth registration
license-psypact = PSYPACT authorization
license-number = number { $number }
license-until = valid until { $date }
license-supervised = Works under supervision
education = Training
npi = NPI { $number }
taxonomy = Taxonomy { $code }
ages = Ages
modalities = Ways of working
settings = Meets you
bio-none = { $name } has not written anything here yet.
articles-by = Written by { $name }
sample-person = This is an example. The person is made up.

## Paperwork
forms-title = Forms
forms-summary = What there is to fill in, and how long it takes.
forms-single = One form at a time
forms-text = Each opens as a page that you can fill in on your phone, and print.
forms-none = There are no forms here. We have paper ready for you when you come.
packets-title = For a first visit
packets-text = Everything in one go, in the order that makes sense.
questions-count = { $n ->
    [one] 1 question
   *[other] { $n } questions
}
about-minutes = { $n ->
    [one] about 1 minute
   *[other] about { $n } minutes
}
forms-count = { $n ->
    [one] 1 form
   *[other] { $n } forms
}
version-of = Version of { $date }
bring-title = What to bring
arrive-early = { $n ->
    [one] Please come 1 minute early.
   *[other] Please come { $n } minutes early.
}
packet-help = Would you rather not write? Come as you are: we can read this to you or write for you.
packet-own = Each person has their own set. Nobody reads what the other has written unless they agree.
forms-in-packet = The forms, in order
forms-for = Forms: { $name }
person-client = Client
person-partner-1 = First partner
person-partner-2 = Second partner
person-young-person = Young person
person-child = Child
person-parent = Parent
person-parent-1 = First parent
person-parent-2 = Second parent
person-guardian = Guardian
person-family = Family
person-together = All together
returns-title = How it comes back to us
returns-portal = Send it through the client portal.
returns-bring = Bring it when you come.
returns-fax = Fax it to
returns-mail = Mail it to
no-email = Please don’t email this.
no-email-why = Email can be read on its way.
in-short = In short
part-of = Part of
private-title = Only you can see this
private-text = Nothing you type leaves this page. It is not sent or saved; when you close the page it is gone. Print it when you are done.
private-return = Then see:
print = Print this form
clear = Clear my answers
clear-ask = Clear everything you have typed?
clear-done = All answers are gone from this page.
metadata-only = The people who own this form do not let us show its questions here. You get it on paper or in the portal.
source-title = About this form
copy-number = { $n } of { $total }
required = (we need this)
choose-any = Choose all that fit.
option-yes = Yes
option-no = No
option-unsure = Not sure
option-decline = Prefer not to say
option-other = Other
option-other-say = Other: say what
scale-hint = { $from } is “{ $low }”, { $to } is “{ $high }”.
number-range = A number from { $from } to { $to }.
time-hint = For example 3:30 PM.
date-month = Month
date-day = Day
date-year = Year
address-street = Street and number
address-city = City
address-state = State
address-zip = ZIP code
voicemail-ask = May we leave a message at this number?
initials = Your initials
bring-copy = Please bring this. We make a copy and give it back.
table-cell = { $column }, row { $n }
signature = Signature
signature-how = You sign on paper, or with us at the office.
signature-of = Signature ({ $role })
signature-date = Date of signature
signature-name = Name in print
signature-relationship = Relationship to the client, if you sign for someone
signature-witness = Signature of a witness
signature-witness-name = Witness, name in print

## Conditions: `place` is `next` for the later parts of a joined condition, which go without the first word.
quoted = “{ $text }”
condition-is = { $place ->
    [next] { $number } is { $value }
   *[first] If { $number } is { $value }
}
condition-is-not = { $place ->
    [next] { $number } is not { $value }
   *[first] If { $number } is not { $value }
}
condition-any-of = { $place ->
    [next] { $number } is { $value }
   *[first] If { $number } is { $value }
}
condition-at-least = { $place ->
    [next] { $number } is { $value } or more
   *[first] If { $number } is { $value } or more
}
condition-at-most = { $place ->
    [next] { $number } is { $value } or less
   *[first] If { $number } is { $value } or less
}
condition-answered = { $place ->
    [next] { $number } is answered
   *[first] If { $number } is answered
}
condition-and = { $first } and { $second }
condition-or = { $first } or { $second }

## Paper
print-client-name = Client’s name
print-birth-date = Date of birth
print-date = Date
print-date-format = MM/DD/YYYY
print-initials = Initials
print-all = All of it: { $title }
print-page = Page { $n } of { $total }
print-packet-page = packet { $n } of { $total }
print-page-number = page { $n }
print-blank = This side is empty on purpose. Nothing is missing.
print-contents = What is in this packet
print-sign-on = Please sign on page { $pages }
print-initial-on = Please initial on page { $pages }
print-no-printer = No printer? Paper will be waiting for you here.
print-crisis-call = { $name }: call { $number }
print-crisis-call-or-text = { $name }: call or text { $number }
print-crisis-emergency = If someone is in danger now: call { $number }
print-client-copy = Your copy to keep
print-staff = For staff
print-staff-question = Question
print-staff-points = Points for each answer
print-staff-as-written = the number as it is written
print-staff-sum = Sum
print-staff-meaning = What it means
print-staff-range = { $from } to { $to }
print-staff-flags = Watch for
print-staff-office = For the office
print-title = On paper
print-large = large print
print-other-paper = { $paper } paper
print-pages = { $n ->
    [one] 1 page
   *[other] { $n } pages
}
print-fillable = can be filled in
print-facts = PDF, { $pages }, { $size }
print-handout = To print and take along
