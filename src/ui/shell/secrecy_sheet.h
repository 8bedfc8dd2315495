// What the inspector shows of who may know a record: how secret it is and why, to whom it is known
// all the same, and fields that are more secret than the rest.
#pragma once

#include "ui/form.h"

namespace tongzhou {

void draw_secrecy(const Desk& desk, AnyRef record, FormState& form);
// Of an entry of the register: it was brought up to date. Of a request: answered, or refused.
void draw_information_acts(const Desk& desk, AnyRef record);

}  // namespace tongzhou
