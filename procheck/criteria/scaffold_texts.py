"""What a new criterion file and a new pack.yaml hold: working examples, with notes for a person who writes no programs."""

from __future__ import annotations

from string import Template

CRITERION = Template('''\
# yaml-language-server: $$schema=$schemas/criterion.json
#
# A criterion is one thing that policies are tested for. This one works as it stands: change it bit by bit, and try it as you go.
#   procheck criteria try $id "A sentence from a policy." --criteria $pack
#   procheck criteria test $id --criteria $pack
#   procheck check YOUR-POLICY.docx --criteria $pack
# What stands after a # is a note for you, which procheck passes over. Indent with spaces, never with tabs.

id: $id   # the name of this file
title: $title
theme: $theme   # one of the themes that pack.yaml lists
source: Where this comes from, so that a reader can look it up
why-it-matters: >
  Say in two or three sentences why policies should have this, and what goes wrong where they have not.
good-policy: >
  Say what a good policy says.
questions:   # for an inspector to ask staff or children
  - How would you find out whether this is done, and not only written?

# Concepts are the ideas that phrases are made of, each with the words that policies use for it.
#   Every form of a word counts: "tell" finds tells, told and telling.
#   (a|b) is either of the two; [a] may be left out; "=form" is that very form and no other.
# Put those that only this criterion needs here. Many are there already, such as {parent}, {promptly} and {not} below:
#   procheck criteria words "mother"     names the concepts that this word belongs to
concepts:
  let know: [tell, inform, notify, "(ring|phone|call)", "(speak|talk) to"]

# Elements are the single things that are asked for, one to three in a criterion. Each is looked for by itself.
elements:
  $id.first:   # the criterion's id, a full stop and a short name
    title: Parents are told at once.   # what it asks for, in one sentence
    add: >
      Say what to add where a policy lacks it: who does what, by when, and where in the policy it belongs.
    required: true   # false: reported as an extra, which does not change the criterion's status
    kind: duty       # knowledge: a plain statement of fact is enough, so that "may" does not weaken it
    general: weak    # what it is worth in text about concerns in general, not about HSB: weak or nothing

    # Phrases tell what is said. Leave out must, will, may and the like: procheck weighs by itself how it is said.
    #   {a} ... {b}   in this order, at most 14 words between      {a} .. {b}   at most 4 words between
    #   {a} {b}       next to one another                          {a} & {b}    both, in either order
    #   {a|b}         either of the two                            plain words  those words
    #   !{a}          not where the sentence has this too
    #   @{a}          only where the sentence, its heading or the sentence before has this
    says:
      - "{let know} ... {parent} & {promptly}"
      - "{parent} ... {let know} & {promptly}"
    partly:        # says it only in part: weak, at best
      - "{let know} ... {parent}"
      - "{parent} ... {let know}"
    contradicts:   # says the opposite
      - "{not} {let know} ... {parent}"

    # Examples are sentences that "procheck criteria test" judges. Ten or more that say it, and ten that do not, make it safe.
    examples:
      says:
        - "The head teacher rings the parents at once."
        - "Parents must be told immediately."
      weak:
        - "Staff may tell the parents at once."
        - "The parents will be informed."
      does-not:
        - "The head teacher tells the police at once."
        - "Parents will not be told at once."
        - text: "Immediately."      # a sentence can have a heading, and a lead-in or a sentence before it
          heading: "What staff do"
          before: "Staff record what was said."
      contradicts:
        - "Staff must not inform parents."
''')

HEAD = Template('''\
# yaml-language-server: $$schema=$schemas/pack.json
#
# The head of a pack: what the criteria in this folder are. Reports show it. Each other file here that ends in .yaml is a criterion.
#   procheck criteria list --criteria $pack
#   procheck criteria new ANOTHER-ID --in $pack

id: $id   # a short name without spaces
version: "1.0"   # in quotes; raise it when you change the criteria, so that old reports can be told from new ones
title: Our own criteria
source: Where these criteria come from
edition: $edition
limits:   # what every report must say about these criteria; take it out when it is no longer so
  - These criteria are new and have not been tried on many policies.
themes:   # the groups that criteria are shown in, in this order
  - Our own criteria
''')
