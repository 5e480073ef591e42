"""What schools write in the Record: by principle what they do, what is missing, and their actions.

``[principle id]`` heads each block; ``+`` is current practice and ``-`` a gap. ``*`` begins an action, whose
parts are divided by ``|``: action, expected outcome, how it will be evidenced, what happened, and what had
happened so far where it is not finished.
"""

from __future__ import annotations

TEXT = """
[curriculum]
+ {programme} is taught weekly from {y1} up. {pshe} plans it and two of us have watched it being taught.
+ We have {programme} in place, with the {checkin} every morning; resources live in {safe} and are shared out by {ta}.
+ Taught in all {n4} year teams, led by {pshe}, who has half a day a term to look at work and talk to {pupils}.
-PSXAFC Nothing yet on friendships online, which is where most of the trouble in {y3} begins.
- Cover staff do not know {programme}, so when someone is away it is the first thing to go.
- We teach it but we do not check what has stuck. {pshe} has no baseline for {y2}.
*PSXAFC Write and teach a unit on online friendships in {y3} within {programme} | {pupils_c} can say what to do when
a chat
turns nasty, and tell someone sooner | Unit plan, work sample, three questions before and after |
{pct1} of {y3} could name two things to do, against {pct0} before. {dsl} has had {n4} early disclosures | The unit is
written and two of its {n4} sessions have been taught; {pshe} will ask the questions again at the end of term
* Make a one-page {programme} crib for supply and cover staff, kept by each register | No {class} misses a session
because
its own adult is away | Crib, cover log checked by {pshe} | {pshe} found {n3} covered sessions out of {n3} taught
this term. {pupils_c} noticed: “even with the visitor” | The crib is in use in {n4} {classes}; the log begins after
half-term
* Ask {y2} the same questions in September and July and change {programme} from the answers | The plan follows what
{pupils} know and do not know | Question sheets, marked-up overview | Two units were moved and one cut to {n4}
sessions.
{pct1} of {y2} now say they know how to calm themselves | September's answers are in and {pshe} has marked up the
first two units

[student-voice]
+ The {council} meets every three weeks. {lead} chairs, the {pupils} write the agenda and minutes go up by {safe}.
+ Two surveys a year, class talk before each meeting of the {council}, and a “say it” box emptied by {elsa}.
+ The {council} has a budget and a board. What it asks for goes to {headname}, who answers in writing.
- The same confident {pupils} speak each time. {group_c} are hardly ever heard.
- We listen but forget to say what changed; {n5} {pupils} could not name one thing.
- The survey was designed by adults, is too long and nobody in {y1} could read it.
* Keep {n4} places on the {council} for {group}, with {ta} alongside | {group_c} speak for themselves and are heard |
Attendance at the {council}, minutes, notes from {ta} | All {n4} places were filled and kept. Three of this year's
decisions
began with {group} | Places are filled; the first meeting with everyone there is in two weeks
* Put up a “You said, we did” board outside {safe} and give it to two {pupils} to run | {pupils_c} know what came of
what
they said | Photographs each half-term, two questions in the survey | Asked in the corridor, {n5} {pupils} out of
thirty
could name a change; it was {n4} last year | The board is up and has been changed once; the survey question is still
to come
* Rewrite the wellbeing survey with the {council}, in plain words and pictures | More {pupils} answer, and answer for
themselves | Old and new survey, response numbers | Answers rose from {pct0} to {pct1} of {pupils}, and {y1} managed
it with
no help | The new wording is agreed with the {council} and is being tried out in {y1}

[staff]
+ Whole-staff training each September with {smhl}, and refreshers at briefing. {n4} mental health first aiders.
+ {headname} asks staff about workload every term. Supervision for {elsa} is bought in from the specialist service.
+ Induction covers wellbeing, with an hour with {smhl} and a morning in {safe}; a buddy for the first year.
- Lunchtime and office staff have never been included in the training, and they hear the most.
- Supervision is cancelled whenever we are short, which is when it is needed most.
- We ask staff how they are but do not put the answers next to absence, so we may be missing something.
* Train all lunchtime, kitchen and office staff with {smhl}, in paid time | Everyone knows what to notice and whom
to tell |
Register of training, evaluation forms | {n3} colleagues trained; notes of concern from lunchtime went from none to
{n4} a
month | Two of three groups are trained and the last is booked for after the holiday
* Put half-termly supervision for {elsa} and {ta} on the calendar, with cover already paid for | Pastoral staff stay
well and
stay with us | Timetable, cover invoices, a short note from each | Every session took place. {elsa}
writes: “I sleep on Thursdays now” | The first {n4} sessions have taken place and the summer dates are fixed
* Start a staff wellbeing group led by {ta}, with a small budget and {headname}'s ear | Staff see what they ask for
being done |
Termly staff survey, list of requests and replies | {pct1} of staff say the school cares how they are, from {pct0}.
Days lost
to stress fell to {n4} | The group has met twice, and {n4} of its first {n3} requests are settled

[need-and-impact]
+ {elsa} and {smhl} screen every {class} in October. Notes of concern are on one system, read daily by {dsl}.
+ Monthly pastoral meeting with attendance, behaviour and the {checkin} on one sheet. {govs_c} see a summary.
+ Starting and finishing scores for each group in {safe}, reviewed by {smhl} after {n4} weeks.
- Quiet {pupils} slip through, because notes of concern are mostly about noise.
- We do not compare {group} with everyone else, though we hold the figures.
- Groups carry on because they always have. Nobody looks at whether they help.
* Screen every {pupil} in {y2} with a short form, the quiet ones first | Need is seen a term earlier | Screening
summary
without names, minutes of pastoral meeting | {n5} {pupils} came to light, {n4} of them on no list. Support began
within
{n4} weeks | {y2} is half done; {n4} {pupils} have been talked over already
* Bring attendance, behaviour and {checkin} together on one sheet by group | We choose what to do from what we see,
{group}
included | The sheet, action notes from {lead} | Breakfast in {safe} began because of it, and attendance of {group}
is up by
{n4} points | The sheet has been used at {n4} meetings; splitting it by group is still by hand
* Review each intervention after {n4} weeks with before and after scores, and stop what does not help | Time goes
where it
does good | Review form, provision map with changes | Two groups were stopped and their {n3} hours went to {safe}.
{n5}
{pupils} improved on their own scale | Forms are in use for {n4} groups; the first decisions fall due next month

[parents]
+ {news} each fortnight, {forum} each term, and {elsa} at the gate most mornings.
+ Website page with names and faces, welcome visits at home, a course twice a year run by {elsa} and the school nurse.
+ Families help to write policies through {forum}. {lead} takes its questions to {govs}.
- Families of {group} do not come to anything we put on, and we have not asked them why.
- Families do not know what {programme} is, so they cannot carry it on at home.
- Everything for parents is in English and on a weekday afternoon.
* Ask {n3} families who never come what would help, by telephone, and try it | Families new to us take part |
Notes of calls without names, sign-in lists | {n4} families came for the first time, to Saturday breakfast at the
leisure
centre | {n4} calls made so far; what they ask for is a time after work and a place that is not school
* Run “Steady at home” for families twice, once in the evening, with the school nurse | Parents feel surer about
worry and
sleep | Programme, feedback forms | {n5} families came and {n3} gave it four or five out of five. The late book is
shorter |
The first course is finished with {n4} families; the evening one starts in {news} next week
* Put the {checkin} and “{phrase}” on a fridge card in {languages} | The same words at home and here | The card, two
questions
at parents' evening | {pct1} of families asked had it up and {n4} sent photographs. {pupils_c} correct their
grandparents |
The card is with the translators, and {forum} has chosen the pictures

[targeted-support]
+ {safe_c} is open all day with {elsa}. Trusted adults for everyone on the list; provision map each term.
+ Referral pathway by each telephone. {dsl} and {smhl} follow up with the mental health support team every half-term.
+ {buddies_c} are trained and on a rota. Drawing and talking four mornings a week with {ta}.
- There is a waiting list for {elsa} and nobody has written down how long it is.
- Staff are not sure when a worry becomes a referral, so they either send everything or nothing.
- Nothing here is designed for {group}, though they are a tenth of our {pupils}.
* Publish the wait for {elsa} each month and train {ta} to take the shorter pieces of work | No one waits above {n4}
weeks |
Waiting times without names, training certificate | The longest wait came down from {n3} weeks to {n4} and has
stayed there |
{ta} is halfway through the training and already sees {n4} {pupils}
* Put a one-page referral pathway by every telephone and talk it through at {inset} | The right referrals, sooner |
The page,
referral log without names | {n4} of {n3} referrals were accepted first time, where it used to be half | The page is
drafted
with the school nurse and {dsl} is trying it out with {n4} colleagues
* Train {n3} {buddies} from {y3} and give them a supervised rota | No one stands alone at {breaktime} | Training
notes, rota,
mentors' reflections | {n5} calls on the {buddies} were logged, and {y1} say {breaktime} is the best bit of the day |
{n4} of the {buddies} are trained, and badges have been ordered

[ethos]
+ Our line is “{phrase}”. {assembly_c} comes back to it weekly and behaviour talks start from it.
+ A learning walk with {pupils} each term; {safe} and a quiet bench by the {outdoor}.
+ Anti-bullying policy written with the {council}. {dsl} logs and checks again after two and six weeks.
- The corridor by the hall is loud and {pupils} with sensory needs avoid it.
- Our books and displays do not look like our families. {group_c} are not on any wall.
- We log bullying but not prejudice, so we cannot tell {govs} whether it is growing.
* Make a quiet corner by the {outdoor} with a bench, planting and shade | {pupils_c} have a calm place out of doors
| Before
and after photographs, {pupil} survey | {pct1} of {pupils} say {breaktime} is calm, from {pct0}. About {n5} use the
corner
each day | The bench is in and planting day with families is fixed
* Go through books, posters and displays with {group} and replace what needs it | Everyone finds themselves here |
List of
changes, photographs of displays, {pupil} quotes | {n6} books were bought and {n4} displays changed; two families
came in to
say what it meant | {y1} and {y2} are done; the library is next
* Record prejudice apart from bullying, and look at it each term with {govs} | We know what is said and where, and
act |
Log summary without names, minutes | Logged remarks went up by {n4} and then down by {n3}, which {gov} said was just
what
honest counting looks like | New log since half-term; {govs} see the first summary at the next meeting

[leadership]
+ {lead} leads on wellbeing with an afternoon a week. {gov} is link governor. A priority in the {sip}.
+ Resilience team meets in {safe} each half-term with {gov} and a parent. {headname} is told what was promised and
done.
+ Wellbeing is second on each agenda of {govs}; {lead} reports on the same {n4} figures each term.
- {gov} is new, and has not had training or a planned visit.
- The team has no {pupil} or lunchtime voice, and its actions are not in the {sip}.
- Policies are reviewed one by one, and behaviour and attendance say different things.
* Agree a role description with {gov}, train together and plan a visit each term | {govs_c} ask good questions about
wellbeing
| Role description, visit reports, minutes | {gov} made {n4} visits and {govs} found £{n8} for {safe} as a result |
Role
agreed and training booked; the first visit was to {y1}
* Put the resilience team's actions into the {sip}, with money and dates | Wellbeing survives a busy year | {sip_c},
termly
report | {n3} of the actions are finished and none was dropped for lack of money | All {n4} actions are in the
{sip}; the first
report goes to {govs} this term
* Read behaviour, attendance and wellbeing policies side by side and make them agree | {pupils_c} and staff get one
message |
Policies with changes, staff briefing notes | {pct1} of staff say the rules are clearer, from {pct0}; and talks
about behaviour take half as long | Behaviour is done, and attendance is with {headname} for a last look
* Give {lead} a protected afternoon and a deputy for the resilience team | The work does not stop if one person is
away | Timetable,
team minutes | {lead} was off for {n4} weeks in the spring and the team met all the same | The afternoon is on the
timetable;
{ta} is learning the ropes
"""
