"""Made-up pages of many layouts, each block with the label that a reader would give it.

A page is a separator and its blocks in reading order; the raw text is the blocks joined by it. The
articles are invented, and so are the people in them.
"""

from __future__ import annotations

Page = tuple[str, list[tuple[str, str]]]

PAGES: dict[str, Page] = {
    "scraped news page with everything around it": (
        "\n\n",
        [
            ("site footer", "Skip to main content"),
            ("site footer", "Home > World > Black Sea"),
            ("section label", "ANALYSIS"),
            ("title", "Ankara and Moscow Split the Grain Route Between Them"),
            ("heading", "An arrangement that nobody signed and everybody keeps"),
            ("byline", "By Leyla Arslan and Pavel Orlov"),
            ("dateline", "Published: 14 March 2023, 09:30 GMT"),
            ("reading time", "6 min read"),
            ("share line", "Share this article"),
            ("share line", "Facebook Twitter WhatsApp Email"),
            ("caption", "Photo: Reuters"),
            (
                "body",
                "For eleven months the two navies have kept out of each other's way. Nobody wrote it down.",
            ),
            ("related link", "Read also: Why the Straits Still Matter"),
            ("body", "“We know where they sail,” said a Turkish officer. “They know where we do.”"),
            ("heading", "Who pays for the escorts?"),
            ("body", "Russia pays in discounts; Turkey pays in silence, which is cheaper but wears off."),
            ("advertisement", "Advertisement"),
            ("body", "The arrangement may not outlast the winter. Both capitals say so in private."),
            ("tags line", "Tags: Turkey, Russia, grain, Black Sea"),
            ("author note", "Leyla Arslan is a research fellow at the Institute for Narrow Seas in Izmir."),
            ("related heading", "You may also like"),
            ("related link", "The Bosporus in Ten Maps"),
            ("related link", "A Winter Without Gas"),
            ("comments", "Leave a comment"),
            ("comments", "Your email address will not be published. Required fields are marked *"),
            (
                "cookie notice",
                "We use cookies to serve you better. By using this site you accept them.",
            ),
            ("rights notice", "© 2023 Narrow Seas Review. All rights reserved."),
        ],
    ),
    "lines of a PDF, wrapped and paged": (
        "\n\n",
        [
            ("title", "The Caucasus After the Ceasefire"),
            ("byline", "Mirela Dobrescu"),
            ("dateline", "December 2020"),
            (
                "body",
                "Neither Russia nor Turkey expected the war to end on the day it did, and neither was\n"
                "ready for what came next. The ceasefire put Russian troops on the ground and a Turk-\n"
                "ish officer in the joint centre that watches them. The two armies now share a build-\n"
                "ing, a canteen and very little else.",
            ),
            ("page number", "1"),
            (
                "body",
                "What they have in common is a wish to keep everyone else out. On that they cooper-\n"
                "ate without being asked, and without, so far, falling out over the price of it.\n"
                "It is a beginning, of a kind.",
            ),
            ("page number", "- 2 -"),
            ("heading", "A corridor with two doors"),
            (
                "body",
                "Each side has a hand on one of the doors. Moscow can close the northern one by\n"
                "doing nothing; Ankara can close the southern one only by saying no.",
            ),
            ("references", "Notes"),
            ("references", "1. Interview with a retired diplomat, Tbilisi, December 2020."),
            ("references", "2. Draft protocol, accessed 3 December 2020."),
        ],
    ),
    "wrapped mail with a link line inside a paragraph": (
        "\n",
        [
            (
                "body",
                "The two presidents met for four hours in the palace by the sea and came out of it\n"
                "smiling. Their ministers, who had waited outside in the rain, did not smile at all.",
            ),
            (
                "related link",
                "Read more: The Palace by the Sea, Its Builders, Its Guests and What Became of Them",
            ),
            (
                "body",
                "On Syria they had agreed to go on disagreeing, which both sides called a success and\n"
                "which the newspapers at home called a breakthrough.",
            ),
        ],
    ),
    "one paragraph and nothing else": (
        "\n",
        [
            (
                "body",
                "Moscow raised the price. Ankara paid it. Nobody in either capital wishes to say "
                "for how long.",
            )
        ],
    ),
    "paragraphs on lines without blanks between": (
        "\n",
        [
            ("title", "Tomatoes, Tourists and Trust"),
            ("byline", "by Deniz Karaca"),
            (
                "body",
                "The tomato ban was lifted in spring, seven months after the planes had begun to "
                "fly again, and the growers "
                "around Antalya had by then found other buyers in the Gulf and did not hurry back.",
            ),
            ("heading", "What the ban taught"),
            (
                "body",
                "It taught the growers that a market which a minister can close in an afternoon "
                "is not a market, and it taught "
                "the ministers that growers vote; both lessons were learnt and neither was forgotten.",
            ),
        ],
    ),
    "interview": (
        "\n\n",
        [
            ("title", "“We Are Neighbours, Not Friends”"),
            (
                "body",
                "The former ambassador spoke to us in his garden above the Bosporus about two "
                "difficult decades.",
            ),
            ("byline", "Interview by Oya Tunç"),
            ("body", "Q: Is Turkey drifting away from the West?"),
            ("body", "A: It is drifting, but so is the West. Russia merely stands on the shore and waves."),
            ("body", "Q: And who gains?"),
            ("body", "A: Whoever sells the boats."),
        ],
    ),
    "captions and credits in many hands": (
        "\n\n",
        [
            ("title", "A Handshake and Its Price"),
            (
                "caption",
                "Presidents Oleg Banin (L) and Kemal Sarp (R) shake hands before their talks in Sochi",
            ),
            ("body", "The handshake lasted nine seconds. The agreement it sealed lasted nine days."),
            ("caption", "The port of Samsun at dawn. Elif Kaya / Anadolu Agency"),
            ("body", "Officials on both sides insist that the agreement still holds, if only on paper."),
            ("caption", "A tanker passes under the bridge [Umut Bek/Reuters]"),
            (
                "caption",
                "Ships wait at the northern mouth of the strait (Photo by Ivan Petrov/AFP via Getty Images)",
            ),
            ("alt-text", "bosporus-tanker-2021.jpg"),
            ("credit", "(Source: Kremlin press service)"),
            ("caption", "FILE PHOTO: A gas compressor station near Anapa"),
            ("body", "Paper, in this part of the world, has kept worse promises than that one."),
        ],
    ),
    "appeals, pulled quotes and repetitions": (
        "\n\n",
        [
            ("title", "Rivals by Habit"),
            ("repeated title", "Rivals by Habit - Levant Weekly"),
            ("alt-text", "two flags on a wooden table"),
            (
                "body",
                "They fight because they always have. Habit is cheaper than strategy, and it "
                "needs no parliament.",
            ),
            ("pull quote", "Habit is cheaper than strategy, and it needs no parliament."),
            ("appeal", "Sign up for our newsletter and get the best of the week in your inbox."),
            (
                "body",
                "And yet they trade, build and fly together, and have done so through three wars by proxy.",
            ),
            (
                "repeated text",
                "And yet they trade, build and fly together, and have done so through three wars by proxy.",
            ),
            ("appeal", "Support Us"),
            (
                "appeal",
                "If you value our work, please consider making a donation. Your support keeps us "
                "independent.",
            ),
            ("appeal", "Donate now"),
        ],
    ),
    "blog post with the site's name first": (
        "\n\n",
        [
            ("page head", "The Meridian"),
            ("title", "Why Moscow Needs a Southern Friend"),
            ("byline", "Posted by Selin Aydemir on June 4, 2021"),
            (
                "body",
                "It needs one because it has so few elsewhere. The list of capitals that still "
                "pick up is short.",
            ),
            ("body", "Ankara picks up. It does not always listen, but it picks up."),
            ("disclaimer", "The views expressed in this article are the author's own."),
            ("source line", "This article was originally published in Kıyı Dergisi."),
            ("related heading", "Related posts"),
        ],
    ),
    "page whose body speaks of what furniture speaks of": (
        "\n\n",
        [
            ("title", "Members and Friends"),
            (
                "body",
                "Turkey, already a member of NATO, may not use the base without permission from its allies.",
            ),
            ("body", "US donations to the region fell, and Russia's support for the rebels grew with them."),
            (
                "body",
                "“We need your support,” the president told his guest. “Help us, and we will help you.”",
            ),
            ("body", "By Tuesday, Ankara had closed the strait. By Wednesday, Moscow had stopped the gas."),
            (
                "body",
                "Photographs of the crash were published by the ministry and denied by the general staff.",
            ),
            ("heading", "Energy"),
            (
                "body",
                "Related matters will not wait: the contract ends in March, and cookies will not sweeten it.",
            ),
            ("heading", "2020"),
            (
                "body",
                "It was the year in which subscribing to both sides became a policy, and the policy a habit.",
            ),
        ],
    ),
    "lines of a scraped page, with nothing between them": (
        "\n",
        [
            ("site footer", "Menu"),
            ("page head", "MEMBERS"),
            ("site footer", "LOGIN"),
            ("title", "Ankara walks a thin line as Moscow masses its fleet"),
            ("body", "The two capitals need each other more than either of them likes, analysts say."),
            ("page head", "Firuz Demirkan"),
            ("page head", "@firuzdemirkan"),
            ("dateline", "Jan 24, 2022"),
            (
                "caption",
                "President Kemal Sarp (R) and President Oleg Banin attend a press conference in Sochi. "
                "— IVAN PETROV/AFP via Getty Images",
            ),
            (
                "body",
                "The government said on Monday that the straits would stay open. It did not say to whom.",
            ),
            ("heading", "What's at stake"),
            (
                "body",
                "Trade between the two countries doubled last year, according to figures from both sides.",
            ),
            ("related link", "Read more"),
            ("related link", "Why the Fleet Came Back in Spring"),
            ("body", "Nobody in the ministry expects it to double again."),
            ("related heading", "Related Topics"),
            ("related link", "Turkey Russia relations"),
            ("related link", "Straits"),
            ("appeal", "… we have a small favour to ask."),
            (
                "page foot",
                "As you may have heard, this magazine lives on what its readers give and on little else.",
            ),
            ("appeal", "Your support makes a difference. If you can, please support us monthly."),
            ("appeal", "Not ready to support? Remind me later."),
            ("rights notice", "© 2022 The Harbour Review. All rights reserved."),
        ],
    ),
    "policy brief with running heads": (
        "\n\n",
        [
            ("source line", "POLICY BRIEF No. 12                                   March 2021"),
            ("title", "RUSSIA AND TURKEY IN LIBYA:\nFROM PROXY WAR TO CO-MANAGEMENT"),
            ("byline", "Jane Q. Winter"),
            ("heading", "SUMMARY"),
            (
                "body",
                "Russia and Turkey back opposite sides in Libya but have found a\n"
                "way to freeze the quarrel to the advantage of both. Neither\n"
                "wants the other to leave.",
            ),
            ("running head", "RUSSIA AND TURKEY IN LIBYA                                      3"),
            ("body", "In the spring of 2019 the front moved; by the autumn it\nhad stopped (see Map 1)."),
            ("caption", "Map 1: Areas of control, 2020"),
            ("credit", "Source: author's compilation"),
            ("heading", "1. What holds it"),
            ("body", "Oil holds it, and the wish to sell some of it."),
            ("heading", "2. What may break it"),
            ("body", "Oil again."),
        ],
    ),
    "column with a trail of crumbs above and keywords below": (
        "\n\n",
        [
            ("site footer", "Daily Harbour > Opinion > Columns"),
            ("title", "A new page in an old book?"),
            ("byline", "BY BURHAN ÇELİK"),
            ("dateline", "NOV 11, 2020 - 12:05 AM GMT+3"),
            ("body", "Is Ankara changing sides? No. It is a member of NATO, and it remains one."),
            ("body", "• Russia sells."),
            ("body", "• Turkey buys"),
            ("author note", "Burhan Çelik is a columnist and a former naval officer based in Izmir."),
            ("dateline", "Last Update: Nov 11, 2020 9:40 am"),
            ("tags line", "KEYWORDS"),
            ("tags line", "turkey-russia relations straits nato"),
        ],
    ),
}
