"""Which capitalised words are ordinary, which are given names, and which proper names everybody in the field shares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from procheck.resources import data_folder

_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_LOWER = re.compile(r"(?<![\w'’-])[a-z][a-z'’-]{2,}(?![\w])")

GIVEN_NAMES = frozenset(
    """
    Aaron Abbie Abby Abdul Abdullah Abigail Abraham Adam Adele Adeola Adrian Agnes Agnieszka Ahmad Ahmed Aidan Aileen Aisha
    Aisling Akash Alan Alana Alastair Albert Alex Alexander Alexandra Alfie Alfred Ali Alice Alison Alistair Allison Alun Alyssa
    Amanda Amara Amelia Amina Amir Amit Amy Ana Andrea Andrew Andrzej Aneurin Angela Angharad Angus Anil Anita Anjali Ann Anna
    Annabel Anne Annette Annie Anthony Antoni Antonia Anwen Aoife Archie Ariana Arjun Arthur Arun Asha Ashley Asif Asma Aswad
    Audrey Ayesha Babajide Babatunde Barbara Barry Bartosz Beatrice Ben Benjamin Beth Bethan Bethany Betty Beverley Bilal Blessing
    Bogdan Brandon Brenda Brendan Brian Bridget Bronwen Bryan Bryn Cameron Camilla Caoimhe Cara Carl Carla Carly Carmen Carol
    Caroline Carolyn Carys Catherine Cathy Catrin Ceri Cerys Chantelle Charles Charlie Charlotte Cheryl Chidi Chioma Chloe Chris
    Christian Christina Christine Christopher Chukwu Ciara Claire Clare Clive Colette Colin Colm Connor Conor Craig Cynthia Dafydd
    Daisy Dalia Damian Damien Dan Daniel Danielle Danny Darren Dave David Dawn Debbie Deborah Declan Deepak Deirdre Delyth Denis
    Denise Dennis Derek Dermot Desmond Devi Dewi Diana Diane Dilys Dipak Dominic Dominik Donald Donna Dorothy Douglas Duncan Dylan
    Eamon Ebony Eddie Edith Edmund Edward Edwina Efua Eileen Eilidh Eirlys Elaine Eleanor Elena Eleri Elijah Elin Elizabeth Ella
    Ellen Ellie Elliot Elsie Eluned Elzbieta Emeka Emily Emlyn Emma Emmanuel Eric Erica Erin Esme Esther Ethan Euan Eugene Eva
    Evelyn Evie Ewa Ewan Faisal Farah Farhan Farid Fatima Fatou Felicity Femi Fergus Ffion Finlay Finn Finola Fiona Florence
    Folake Frances Francesca Francis Fred Freddie Frederick Freya Gareth Gary Gavin Gaynor Gemma Geoff Geoffrey George Georgia
    Georgina Gerald Geraldine Gerard Gethin Giles Gillian Gina Glenda Glenys Gordon Graeme Graham Grainne Greg Gregory Gurpreet
    Gwen Gwyn Gwyneth Gwynfor Habib Hamish Hamza Hannah Harjit Harold Harpreet Harriet Harrison Harry Harvey Hasan Hassan Hayley
    Hazel Heather Hefin Heidi Helen Helena Henry Hilary Holly Howard Huda Hugh Hugo Hussain Hussein Huw Hywel Iain Ian Ibrahim
    Idris Iestyn Ieuan Ifan Ifor Imogen Imran Inderjit Inge Iona Irene Iris Isaac Isabel Isabella Isabelle Isla Islwyn Ismail Ivan
    Ivor Iwan Jack Jackie Jacob Jacqueline Jade Jake Jakub Jamal James Jamie Jan Jane Janet Janice Janine Jasmine Jason Jaspreet
    Javed Jayne Jean Jeanette Jeff Jeffrey Jemima Jennifer Jenny Jeremy Jerome Jessica Jill Jim Jimmy Joan Joanna Joanne Joe Joel
    Johan John Johnny Jon Jonathan Jordan Joseph Josephine Josh Joshua Joyce Juan Jude Judith Judy Julia Julian Julie Juliet June
    Justin Justyna Kabir Kalpana Kamal Kamil Karen Karim Karl Karolina Kasia Katarzyna Kate Katherine Kathleen Kathryn Katie Katy
    Kavita Kayleigh Keith Kelechi Kelly Kelvin Kenneth Kerry Kevin Khadija Khalid Kiera Kieran Kim Kiran Kirsten Kirsty Krishna
    Krystyna Krzysztof Kulwinder Kumar Kwame Kyle Lakshmi Laura Lauren Lawrence Leah Leanne Leila Lena Leo Leon Leonard Leroy
    Lesley Leslie Lewis Liam Lily Linda Lindsay Lindsey Lisa Liz Llinos Lloyd Logan Lois Lorna Lorraine Louis Louisa Louise Lowri
    Lucas Lucinda Lucy Luke Lydia Lynda Lyndsey Lynn Lynne Mabel Maciej Madeleine Maeve Magdalena Mahmoud Mair Mairead Malcolm
    Malgorzata Malik Mandy Manjit Marc Marcus Mared Margaret Maria Marian Marie Marilyn Marion Marjorie Marta Martha Martin Mary
    Maryam Mateusz Matthew Maureen Maurice Maxine Megan Mehmet Melanie Melissa Michael Michaela Michal Michelle Mick Miguel Mike
    Miles Millie Miriam Mohamed Mohammad Mohammed Moira Molly Monica Morag Morgan Muhammad Muriel Musa Mustafa Myfanwy Nadia
    Nadine Naomi Nasreen Natalia Natalie Natasha Nathan Naveed Neil Nerys Ngozi Nia Niall Niamh Nicholas Nick Nicky Nicola Nigel
    Nina Nisha Noah Noel Noor Nora Norma Norman Nuala Nuria Obinna Oisin Olive Oliver Olivia Oluwaseun Omar Orla Oscar Owain Owen
    Padraig Pamela Parveen Patience Patricia Patrick Paul Paula Pauline Pawel Peggy Penelope Penny Peter Phil Philip Philippa
    Phillip Phoebe Phyllis Pierre Piotr Poppy Prakash Pravin Priscilla Priya Rabia Rachael Rachel Radoslaw Rafal Raj Rajesh Ralph
    Ramesh Randeep Rashid Ravi Ray Raymond Rebecca Reena Regina Rehana Reuben Rhian Rhiannon Rhodri Rhona Rhys Ricardo Richard
    Rina Rita Robert Roberta Roberto Robin Robyn Rodney Roger Rohan Roisin Ronald Rory Rosalind Rosemary Rosie Ross Rowena Roxanne
    Roy Ruby Rupert Ruth Ryan Sabina Sabrina Sadia Saima Sajid Salim Sally Sam Samantha Samina Samira Samuel Sana Sandeep Sandra
    Sanjay Sara Sarah Sasha Saskia Scott Sean Selina Seren Shabnam Shakira Shane Shannon Sharon Shaun Shazia Sheila Shirley Shona
    Shreya Sian Sibusiso Simon Simone Sinead Siobhan Sioned Siwan Sofia Sonia Sophia Sophie Stacey Stanley Stefan Stella Stephanie
    Stephen Steve Steven Stewart Stuart Subhash Sukhdeep Sunil Sunita Surinder Susan Susanna Susie Suzanne Sylvia Tadeusz Tahir
    Tamara Tamsin Tania Tanya Tara Tariq Tendai Terence Teresa Terry Theo Theresa Thomas Tia Tiffany Tim Timothy Tina Toby Tom
    Tomasz Tommy Tomos Toni Tony Tracey Tracy Trevor Tristan Trudy Tudor Ursula Usha Valerie Vanessa Vera Veronica Vicky Victor
    Victoria Vijay Vikram Vincent Violet Vivian Vivien Wendy Wesley Wilfred William Winifred Winston Wojciech Yasmin Yetunde
    Yousef Yusuf Yvette Yvonne Zac Zachary Zahra Zainab Zak Zara Zoe Zofia Zoya
    """.split()
)
"""Common in the UK, from all its communities. Those that are ordinary words too are below."""

AMBIGUOUS_NAMES = frozenset(
    "Amber April August Autumn Bill Dean Destiny Drew Faith Frank Gale Gene Grace Grant Guy Hope Ivy Jay Joy Lance Mark May Max Melody Pat"
    " Pearl Rob Rose Rowan Sky Sue Summer Ted Victor Will Wren".split()
)
"""Given names only where a capitalised word that is not ordinary follows."""

SHARED_NAMES = frozenset(
    """
    Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    Abuse Acas Act Acts Adoption Agreement Aim Annex Appendix April Arbor Assessment August Authority Barnardo Barnardo's
    Barnardo’s Bible Bichard Board Britain British Brook Brook's Brook’s Bursar Caldicott Care Catholic Centre Chapter Child
    Childline Children Christian Christmas Church Code Commission Committee Convention Counter-Terrorism Court Courts Crown Cymru
    DDSLs DSLs DSPs Data December Department Depute Designated Diocese Directive Discord Domestic Early Easter Edition Education
    England English Equality Estyn Europe European Facebook Faithfull February Federation Fraser Fri Friday Front Gateway Gillick
    God Good Google Government Great Guidance Guide HCAs Hackett Hackett's Hackett’s Hebrew Hindu Home House Hub Human Information
    Instagram Integrated Internet Ireland Irish Islam Islamic January Jewish July June Keeping Kingdom Law Lead Level Levels Lives
    Local Logs Ltd Lucy Magistrates March May Mental Microsoft Minister Mon Monday Multi-Agency Munro Muslim MyConcern NI Named
    National North Northern November October Office Officer Ofsted Online Operation Orange Outlook Page Panel Parliament Part
    Partnership Person Plan Police Policy Practice Prevent Procedure Procedures Prosecution Protection Protocol Public Quaker
    Ramadan Rector Register Report Rights SENDCo Safe Safeguarding Sat Saturday Saturdays Schedule School Schools Scotland
    Scottish Section Sections September Service Services Sexual SharePoint Shore Sikh Sims Snapchat Social South Stage Standards
    State Statement Statutory Stop Sun Sunday Sundays Superintendent Supplementary SystmOne TAs Table Team Teams Technology
    Threshold Thresholds Thu Thursday TikTok Together Toolkit Traffic Trust Tue Tuesday UK Ulster Unit United Version Wales Wed
    Wednesday Welsh WhatsApp Working Xbox YouTube Young Youth Zoom
    """.split()
)
"""Proper names and headings that tell nothing of an agency: nations, months, laws, national bodies, tools and programs."""


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Stems of the words in small letters that the criteria, their examples and the shared vocabulary are written in: some thousands."""
    return frozenset(stem(word) for word in words_in(_criteria()))


@lru_cache(maxsize=1)
def shared_acronyms() -> frozenset[str]:
    """Words in capitals that the criteria are written in, and so no agency's own: MASH, DSL."""
    return frozenset(_CAPITALS.findall(_criteria()))


@lru_cache(maxsize=1)
def _criteria() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(data_folder("criteria").rglob("*.yaml")))


def words_in(text: str) -> frozenset[str]:
    """The words that `text` writes in small letters, and so not as names."""
    return frozenset(_LOWER.findall(text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its ending: "Responders" and "respond" are alike."""
    folded = word.lower().replace("’", "'").removesuffix("'s").strip("'-")
    return str(_stemmer().stemWord(folded))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
