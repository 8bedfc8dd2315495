// A document on screen.
#pragma once

#include "documents/document.h"
#include "ui/desk.h"

namespace tongzhou {

// Below each other, `width` wide. Items lead to the records they come from.
void draw_document(const Desk& desk, const Document& document, float width);

// Copies it as text, or hands it over as a page.
void draw_document_buttons(const Desk& desk, const Document& document);
float document_buttons_width(const Desk& desk);

}  // namespace tongzhou
