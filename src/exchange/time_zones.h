// The clocks of the places that plans know, as the IANA time zone database (2024a) has them from
// 2020 on: daylight saving by the rules of the European Union (Directive 2000/84/EC), of the United
// States (Energy Policy Act of 2005) and of New South Wales (since 2008).
#pragma once

#include "exchange/calendar_zone.h"
#include "model/records/plan.h"

namespace tongzhou {

// With its changes in these years. Without a name where none is set.
CalendarZone calendar_zone(TimeZone zone, int first_year, int last_year);

}  // namespace tongzhou
