"""One language of the stories: Pelican lists only those of one, so each has a run of its own."""

import os

_LANG = os.environ["BENCH_LANG"]
_CACHED = bool(os.environ.get("BENCH_CACHED"))
SITENAME = {"zh": "故事集", "en": "Stories"}[_LANG]
SITEURL = f"https://stories.example/{_LANG}"
ROOTURL = "https://stories.example"
PATH = f"content/{_LANG}"
OUTPUT_PATH = f"output/{_LANG}"
DEFAULT_LANG = _LANG
TIMEZONE = "UTC"
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS = ["img"]
PLUGINS = ["pelican.plugins.yaml_metadata", "pelican.plugins.sitemap"]
SITEMAP = {"format": "xml"}
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = "tags/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags"]
PAGINATED_TEMPLATES = {"index": 20, "tag": 20}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
FEED_ATOM = "feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
USE_FOLDER_AS_CATEGORY = False
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.toc": {"toc_depth": "2-3"},
    },
    "output_format": "html5",
}
CACHE_PATH = f"cache-{_LANG}"
CACHE_CONTENT = LOAD_CONTENT_CACHE = _CACHED
CONTENT_CACHING_LAYER = "reader"
