#!/usr/bin/env python3
"""A window of WebKitGTK with a profile on disk, which WebKitWebDriver starts. (The engine's own MiniBrowser forgets
everything when it is driven.) usage: webkit_window.py PROFILE"""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

profile = sys.argv[1]
width, height = 1280, 720


def open_view(context, **properties):
    view = WebKit2.WebView(web_context=context, **properties)
    window = Gtk.Window()
    window.set_default_size(width, height)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _: window.destroy())
    return view


def save(_, download):
    download.connect("decide-destination", lambda it, name: it.set_destination(
        os.path.join(profile, "downloads", name)) or True)


def begin(_, session):
    about = WebKit2.ApplicationInfo()
    about.set_name("WebKitGTK")
    about.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(about)
    session.connect("create-web-view", lambda _: open_view(context, is_controlled_by_automation=True))


manager = WebKit2.WebsiteDataManager(base_data_directory=os.path.join(profile, "data"),
                                     base_cache_directory=os.path.join(profile, "cache"))
context = WebKit2.WebContext(website_data_manager=manager)
context.set_preferred_languages(["zh-CN"])
context.set_automation_allowed(True)
context.connect("download-started", save)
context.connect("automation-started", begin)
os.makedirs(os.path.join(profile, "downloads"), exist_ok=True)
Gtk.main()
