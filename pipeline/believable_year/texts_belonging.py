"""What schools write about families, targeted support, ethos and leadership. Signs as in ``texts_learning``."""

from __future__ import annotations

TEXT = """
[parents-inform]
+ The wellbeing page of our website names {elsa} and {smhl}, with photographs, and says when each can be rung.
+ {news} has a corner called “{phrase}” every fortnight, with one idea to try and one person to speak to.
+ At the September welcome evening {lead} explains how {programme} works and what we do when a {pupil} is struggling.
+ We give each new family a folded card with four names on it. It is meant for the fridge, and it gets there.
= Calls to the office asking “who do I talk to?” have more or less stopped; {elsa} now gets them direct.
= {pct1} of families answering in March knew who {elsa} was. It had been {pct0} the March before.
= The page was opened {n8} times last term, mostly on Sunday evenings.

[parents-involve]
+ {forum} meets each term in {safe} with tea; {lead} brings a question, not a presentation.
+ {n4} parents read the draft of our wellbeing policy and sent it back with pencil all over it.
+ We ask families two questions at every parents' evening and put the answers up in the entrance the next week.
+ A parent from {forum} sits on our resilience team and sees the plan before {govs} do.
= {forum} asked for clearer words on screens and sleep; {n4} parents wrote them with {pshe} and we use theirs.
= The behaviour letter that families found cold was rewritten with them. Complaints about it stopped.
= Attendance at {forum} has grown from {n4} to {n3}, and there are now fathers and grandparents among them.

[parents-support]
+ {elsa} runs a four-week course, “Steady at home”, on worry, sleep and screens, once in the day and once at six
o'clock.
+ Families can book twenty minutes with {smhl} on Thursdays without saying why at the desk.
+ We lend out calm bags made by {y1}: a timer, a story, a card of breathing games and a note for the grown-up.
+ With the school nurse {elsa} held a morning on bedtime and one on separation, and put the notes in {news}.
= {n5} families came to the course; {n3} filled in the form at the end and all but one would send a friend.
= {n4} parents said mornings were easier after the session, and the late book agrees with them.
= The bags have been out {n6} times since November and come back with drawings in them.

[parents-reach]
+ {elsa} and {ta} visit at home before a child starts, and again if we have not met anyone by half-term.
+ For families of {group} we ring rather than write, at a time they have chosen, and always ring with good news first.
+ The letter about {programme} goes out in {languages}, checked by families who speak them.
+ A coffee morning at the leisure centre suits families who do not care to come through our gate.
= {n4} families we had never met came to something this year, and most of those came back.
= Take-up among families of {group} rose from {pct2} to {pct4} when we moved the time to straight after drop-off.
= {elsa} counted {n5} doorstep talks in the autumn; three led to support that nobody had asked for before.

[support-offer]
+ {safe_c} is staffed by {elsa} from eight until half past three, and any {pupil} may go there with a card.
+ Each {pupil} on our list has chosen a trusted adult, and a second one for when the first is out.
+ The provision map is redrawn every term by {smhl}, with hours and rooms on it as well as names of groups.
+ {ta} offers drawing and talking on four mornings; there is a waiting list, and we write down how long it is.
= {n5} {pupils} used {safe} in the autumn, and {n3} of them no longer need a card.
= Nobody waited more than {n4} weeks for a first session this year.
= Time out of {lessons} for the {pupils} concerned has halved since {safe} opened.

[support-referral]
+ A one-page pathway by every telephone says what we do, whom we ring and in what order; {dsl} keeps it up to date.
+ {smhl} logs each referral on the day and chases it at two, four and eight weeks.
+ Our school nurse and the mental health support team join us each half-term in {safe} to go through the open list.
+ We tell families what we are sending, read it over with them and give them a copy.
= All {n3} referrals made since September had an answer by the spring, and {n4} were turned round within a fortnight.
= Only {n4} came back as unsuitable, against {n3} the year before, since {dsl} began checking the forms.
= Families know what to expect while they wait. Two wrote to {smhl} to say that it had kept them going.

[support-groups]
+ {smhl} goes down the provision map with {group} in mind and asks of each line whether they can really get to it.
+ We have a plan for {group}, with a named adult, {ta}, and a review every term.
+ Pupil premium money pays for {elsa}'s Fridays and for places at the breakfast in {safe}.
+ {pupils_c} with special needs helped us to choose furniture and lighting for {safe}.
= {group_c} were {pct2} of those in our clubs two years ago and are {pct4} now.
= The gap in attendance between {group} and everyone else narrowed by {n4} points.
= {n4} {pupils} who used to spend {breaktime} by the fence now have somewhere to be.

[support-peers]
+PSXAFC {buddies_c} are trained by {elsa} over {n4} sessions and wear a badge that {y3} designed.
+PSXAFC The rota for {buddies} is kept by the {pupils}; an adult is always within sight, and they know when to fetch
one.
+NX Older children show younger ones how to use the {checkin}, with a grown-up sitting close by.
+ {buddies_c} meet {ta} each Friday to talk about what was hard that week, without names.
= {n5} {pupils} are now {buddies}, and {n4} of them were once helped by one.
= {buddies_c} dealt with {n6} small troubles by themselves last term, and passed {n4} on to us, rightly each time.
= In {y1}, {pct1} say there is somebody to play or sit with. That was {pct0}.

[ethos-values]
+ Our values were chosen with families and {pupils} and come down to one line: “{phrase}”.
+ {assembly_c} in each half-term belongs to one {class}, who show what respect looked like that week.
+NPFXA Books, dolls, posters and visitors have been gone through by {pshe} to see who is missing; {group} were.
+ We mark the festivals our own families keep, and ask them to lead rather than lend us a costume.
= {pct1} of {pupils} said “people like me belong here”; {pct0} said so when we began.
= A family who had moved twice told {headname} this was the first place that asked how to say their name.
= Logged unkind remarks fell from {n6} to {n3} over the year, while we were counting more carefully.

[ethos-environment]
+ {safe_c} was painted in the colours {y2} chose and has a door that can be left open.
+ Two {pupils} walk the building with {lead} each term and mark on a plan where they feel safe and where they do not.
+ We took down a third of the displays, put curtains over the clutter and turned off the bell.
+ The corner by the {outdoor} is now a quiet place, with a bench paid for by {forum}.
= The red dots on the plan made by {pupils} went from {n3} to {n4} in a year; the corridor by the hall is the one
still to
mend.
= {pct1} told us that school is calm at {breaktime}, compared with {pct0} before the corner was made.
= Visitors write about the quiet in the book in the entrance. {n4} of them have done so since January.

[ethos-bullying]
+ The anti-bullying policy was rewritten with the {council}, who added a page in their own words.
+ Every report is logged by {dsl} with what was done and a check two weeks and six weeks later.
+PSXAFC {y3_c} led a campaign on prejudice called “Not a joke” and took it into {n4} {classes}.
+ {govs_c} see incidents by type and group each term, and {gov} asks what we make of them.
= Repeat incidents fell from {n3} to {n4}. We think the six-week check is why.
= {pct1} of {pupils} believe an adult would act if they reported something; the figure was {pct0}.
= {n3} of the {n5} {pupils} asked by {gov} could say just what happens after a report.

[leadership-governor]
+ {gov} has been our wellbeing lead for {govs} since 2024 and comes in each term with {n4} questions sent ahead.
+ {gov} brings experience from {gov_job}, and has done the safeguarding and mental health training with our staff.
+ Wellbeing is the second item of every meeting of {govs}, so that it is never the one that runs out of time.
+ After each visit {gov} writes a page, and {headname} answers it at the next meeting.
= Because of {gov}'s visit in the autumn, {govs} agreed £{n8} for more of {elsa}'s time.
= {govs_c} asked about staff workload at {n4} meetings this year. The change to data collections came from there.
= {n4} of the points from {gov}'s reports have been done and one is in next year's {sip}.

[leadership-slt]
+ {lead} leads the resilience team, has an afternoon a week for it and reports to {headname} each fortnight.
+ The team is {n4} staff, {gov} and a parent; it meets in {safe} every half-term and keeps a list of what was
promised.
+ {lead} brings the {council}'s business to the senior leaders and takes their answer back.
+ The resilience team includes someone from the kitchen and someone from the office, who see what the rest of us miss.
= Of {n3} actions the team set in September all but two were finished by Easter.
= Staff know whom to go to: {pct1} named {lead} without a prompt.
= With {lead} at the table, cover for supervision survived a difficult budget.

[leadership-systems]
+ Wellbeing is one of {n4} priorities in our {sip}, with its own money, dates and measures.
+ {headname} checks each new policy against one question: what will this do to the way people feel here?
+ {lead} reports on the plan to {govs} every term, using the same {n4} figures, so that we can see a line and not a
dot.
+ The wellbeing policy is read with the behaviour and attendance policies, and all three now say the same thing.
= The priority stayed in the {sip} for a third year, though two others were dropped.
= Our review in June showed {n3} of the measures had moved the right way and {n4} had not; the plan says what we do
about those.
=PSXAF Marking, homework and reports were changed after {headname}'s question, and {pct1} of staff said it made a
difference.
"""
