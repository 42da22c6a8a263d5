"""In which region of the page a block stands; nothing is dropped for its region."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<nav>a</nav>", ["nav"]),
        ("<header>a</header>", ["header"]),
        ("<footer>a</footer>", ["footer"]),
        ("<aside>a</aside>", ["aside"]),
        ("<main>a</main>", ["main"]),
        ("<div role=navigation>a</div>", ["nav"]),
        ("<div role=banner>a</div>", ["header"]),
        ("<div role=contentinfo>a</div>", ["footer"]),
        ("<div role=complementary>a</div>", ["aside"]),
        ("<div role=dialog>a</div>", ["aside"]),
        ("<div class='Site-Footer'>a</div>", ["footer"]),
        ("<div class=menu><a href=/a>a</a></div>", ["nav"]),
        ("<div class=menu><h3>Glow</h3><p>One hour, 90.</p></div>", ["main", "main"]),
        ("<div id=colophon>a</div>", ["footer"]),
        ("<div id=SITE_HEADER>a</div>", ["header"]),
        ("<div class='footer w-container'>a</div>", ["footer"]),
        ("<div class='widget-area'>a</div>", ["aside"]),
        ("<div class='card-footer'>a</div>", ["main"]),
        ("<header>a<nav>b</nav></header>", ["header", "nav"]),
        ("<footer><nav>a</nav><aside>b</aside></footer>", ["footer", "footer"]),
        ("<main><article><header>a</header>b<footer>c</footer></article></main>", ["main", "main", "main"]),
        ("<article><div class=footer>a</div></article>", ["main"]),
        (
            "<main><div role=contentinfo>a</div><footer class=site-footer>b</footer></main>",
            ["footer", "footer"],
        ),
        ("<main><nav>a</nav><aside>b</aside></main>", ["nav", "aside"]),
        ("<header><h1>Care that lasts</h1>a</header>", ["main", "main"]),
        ("<header><nav>a</nav><h1>Care</h1></header>", ["nav", "main"]),
        ("<header><h1><a href='/'>Elm</a></h1>a</header>", ["header", "header"]),
        ("<header><h1><img src=l.png alt=Elm></h1>a</header>", ["header", "header"]),
        ("<header>a</header><main>b</main>", ["header", "main"]),
        ("<p><a class=skip-link href='#m'>a</a></p><p>b</p>", ["nav", "main"]),
        ("<blockquote>a<footer>b</footer></blockquote>", ["main", "main"]),
    ],
)
def test_blocks_are_tagged_with_their_region(html, markup, expected):
    assert [block.region.value for block in html(markup).blocks] == expected
