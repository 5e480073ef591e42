"""What schools write about learning, voice, staff and need.

``[criterion id]`` heads each block; ``+`` begins something a school does and ``=`` what it changed. Letters
straight after the sign limit a sentence to kinds of school (N nursery, P primary, S secondary, X special,
A all-through, F federation, C community setting). Slots are filled from the school's own named things.
"""

from __future__ import annotations

TEXT = """
[curriculum-planned]
+ We teach {programme} every week from {y1} upwards, and {pshe} keeps the overview so that nothing is left to chance.
+ {programme} runs through all six terms: we start with belonging in September and finish with moving on in July.
+PSXAF Each {class} has a timetabled slot for {programme}; we protected it when the timetable was cut back to make
room for catch-up reading.
+NC The planning sheet on the wall of {safe} shows which feeling or friendship skill each group is working on that
fortnight.
+ {pshe} rewrote the scheme of work last summer so that {y2} no longer repeat what they did the year before.
= {pshe} looked at books and displays in {n1} {classes} and found the planned session had been taught in all but one
of them.
= Supply staff can now pick up {programme} without ringing anyone; before, it was the first thing to be dropped.
= When we asked {n2} {pupils} what they had learned this term, nearly all could name something from {programme}.

[curriculum-skills]
+ In {y1} the {pupils} practise three ways to calm down and choose the one that suits them; the cards hang by the
door.
+ We rehearse falling out and making up through role play in {y3}, using situations the {pupils} themselves put in
the box.
+ {elsa} teaches a six-week block on managing worry to every {class}, not only to the {pupils} already on a list.
+SAC Before mock exams and assessments, {tutor} runs a session on sleep, revision and what to do when it goes wrong.
+NPFX After {breaktime} each {class} has five quiet minutes with the {checkin} board before anything else begins.
= Incidents after {breaktime} that needed an adult fell from {n3} in the autumn term to {n4} in the spring.
= {n5} {pupils} in {y2} told us they had used a calming strategy at home without being reminded.
= Staff in {y3} say sorting out a quarrel now takes minutes rather than the whole of the next session.

[curriculum-language]
+ Everyone uses “{phrase}”, from the kitchen to the office; it is on lanyards, in {assembly} and in the home–school
book.
+ The {checkin} gives all of us the same words for feelings, and {y1} have added signs and symbols to it.
+ {lead} introduced “{phrase}” in {assembly} and each {class} then made its own display of what it looks like.
+ Lunchtime staff had their own half hour with {elsa}, because they hear more about friendships than any of us.
= A visitor from the trust heard “{phrase}” {n4} times in one morning and asked where we had bought it. We had not.
= In our spring questionnaire {pct1} of {pupils} could explain what “{phrase}” means, up from {pct0}.
= Parents tell {elsa} that the {checkin} words have turned up at the tea table.

[curriculum-reviewed]
+ {pshe} reads a sample of work from every {class} in February and June and changes the plan from what it shows.
+ We ask {y2} the same {n4} questions in September and in July, and put the answers next to the plan for {programme}.
+ The {council} tried out the new unit on loss and told us, kindly, that it was too long.
+ Staff leave a green or amber dot on the {programme} overview at half-term, and amber units are mended first.
=PSXAFC We took out {n4} sessions that repeated each other and used the time for online friendships, which {pupils}
had
asked for.
= The unit on change now comes before transfer rather than after; {y3} were noticeably calmer about moving this July.
= {pct1} of {y2} answered “I know what to do when something goes wrong” with a yes, against {pct0} a year earlier.

[voice-structures]
+ The {council} meets every three weeks with {lead}; its minutes go up outside {safe} the next day.
+ Every {class} spends ten minutes on {council} business before the meeting, so that representatives bring more than
their own view.
+NX {keyworkers} note what each child chooses, points to or turns away from, and these notes are our first source of
voice.
+ There is a yellow “say it” box in each corridor; {elsa} empties it on Fridays and answers in {assembly}.
+SACP We survey all {pupils} twice a year, and the questions were written by the {council}.
= {n5} different {pupils} have sat on the {council} since September, compared with {n4} the year before.
= The box has had {n6} slips this year; every one has had an answer, even if the answer was no.
= {pct1} of {pupils} now say adults here listen to them. Two years ago it was {pct0}.

[voice-influence]
+ A “You said, we did” board by {safe} is kept by two {pupils} from the {council} and changed each half-term.
+ The {council} spent £{n6} of its own budget on {spent}, after a vote in every {class}.
+ {lead} takes one recommendation from the {council} to {govs} each term and comes back with a reply in writing.
+ {y3} asked for {breaktime} to be split by interest rather than by age, and we tried it for half a term.
= The new arrangement at {breaktime} stayed: first-aid slips dropped by {n3} in the first eight weeks.
= {pupils_c} chose {spent}; {n5} of them use it in an ordinary week, by {elsa}'s tally.
= Asked whether anything had changed because of what they said, {pct1} could give an example.

[voice-inclusive]
+ {elsa} meets {group} over toast on Wednesdays and carries what they say to the {council}.
+ We keep {n4} places on the {council} for {pupils} who would never put a hand up, and an adult sits beside them.
+ Surveys are read aloud, signed or shown as pictures, so that {pupils} who find reading hard answer for themselves.
+ {ta} runs a small focus group in {safe} for {group} before every whole-school survey.
= Of the {n5} {pupils} in the focus group, {n4} had not spoken in a meeting before; two now sit on the {council}.
= The group told us the queue outside the office was the worst part of the day. We moved it, and lateness fell.
= Response rates from {group} rose from {pct0} to {pct1} once {ta} sat with them.

[staff-training]
+ All {n7} staff, kitchen and office included, had {inset} with our educational psychologist in September.
+ New colleagues spend an hour with {smhl} in their first week and shadow {elsa} for a morning in {safe}.
+ Five-minute refreshers at briefing cover one sign to look out for; {smhl} keeps a list of who has missed one.
+ {n4} colleagues hold a mental health first aid certificate, and their photographs are on every staff noticeboard.
= Notes of concern to {smhl} went up by {n3} in a term, and fewer of them came too late to be useful.
= In the June evaluation {pct1} of staff felt confident to start a conversation about feelings; it had been {pct0}.
= {ta} noticed a change in a {pupil} in {y2} because of the training, and help was in place within the week.

[staff-wellbeing]
+ We ask staff {n4} questions each term, anonymously, and {headname} reads the answers out, good and bad.
+ {headname} stopped e-mail after six o'clock and dropped two data collections to pay for it in time.
+ A wellbeing group led by {ta} looks after the small things: working kettle, quiet table, covered duties on
birthdays.
+ Every member of staff may take one afternoon a year for family, without giving a reason.
= Days lost to stress came down from {n6} to {n3} between the two school years.
= {pct1} of staff would recommend working here, against {pct0} when we first asked.
= Two colleagues who had planned to leave in the summer told {headname} why they were staying.

[staff-supervision]
+ {elsa} has an hour of supervision every half-term with the specialist teacher, and the cover is paid for.
+ {smhl} and {dsl} talk cases through on Monday mornings, so that neither takes them home alone.
+ Anyone who has dealt with a disclosure is offered a talk the same day with {smhl} in {safe}; most say yes.
+ Our supervision timetable is on the wall, which makes it much harder to cancel.
= “Without it I should have given the role up,” says {elsa}. {ta} is now trained to share it.
= All {n4} of the people in pastoral roles had at least five sessions this year; two years ago none did.
= Concerns are passed on sooner: the average wait between a note and a decision is now {n4} days.

[need-identify]
+ {elsa} and {smhl} go through every {class} list in October with a short screening form, the quiet ones first.
+ We use the Strengths and Difficulties Questionnaire for any {pupil} with two notes of concern in a half-term.
+ The {checkin} is looked at daily; three low days running and {elsa} has a word.
+ New arrivals have a settling-in talk in week three with {ta}, who writes down what they do not say as well.
+SA {tutor} checks attendance, lates and the {checkin} together on Fridays and brings three names to the pastoral
meeting.
= {n5} {pupils} were picked up in the autumn screening; {n4} of them were on nobody's list before.
= The average time from first note to first support has gone from {n3} school days to {n4}.
= Fewer crises reach the head's door: {n4} this spring against {n3} in the one before.

[need-data]
+ On the first Tuesday of the month {lead}, {dsl} and the attendance officer look at one sheet with everything on it.
+ We put attendance, behaviour notes and {checkin} results side by side by {class}, and look for what does not fit.
+ {govs_c} see a one-page summary each term, with {group} shown separately where numbers are large enough.
+ {smhl} colours the tracker by term, so that a slow slide is as visible as a sudden one.
= The sheet showed Mondays were worst for {group}; a breakfast in {safe} has brought attendance up by {n4} points.
= We moved {n3} hours of {ta}'s time to {y3}, where the need was, and away from where it had always been.
= Persistent absence fell from {pct2} to {pct3} over the year.

[need-impact]
+ Every group that {elsa} runs has a starting and a finishing score, and the {pupils} fill in their own.
+ We stopped a lunchtime club that {pupils} liked but that made no difference to what it was for.
+ {smhl} reviews each intervention after {n4} weeks and writes one line: carry on, change or stop.
+ Before and after each block we ask the {class}'s own adult as well as the {pupil}, because the two often differ.
= Of {n5} {pupils} who finished a block with {elsa}, {n3} improved on their own scale and the rest were referred on.
= Two interventions were dropped and their hours given to {safe}, which the scores showed was helping.
= Average scores on the worry scale dropped by two points over the block, and most had held six weeks later.
"""
