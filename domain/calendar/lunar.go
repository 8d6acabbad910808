package calendar

import (
	"math"
	"time"
)

// FromLunar is the civil day of a Vietnamese lunar date; months are the ordinary
// ones, never a leap month. The lunar calendar is reckoned at UTC+7 (QĐ 121/CP of
// 8/8/1967), which is why some years differ from the Chinese one. Meant for 1968–2199; a
// new moon within a minute of midnight (10/2085 is the next doubtful one) may come
// out a day wrong.
func FromLunar(year, month, day int) Day {
	// A year is counted from its month 11, the one with the winter solstice.
	from, number := year-1, month+12
	if month >= 11 {
		from, number = year, month
	}
	first, next := solsticeMonth(from), solsticeMonth(from+1)
	leap := next-first == 13
	k := first
	for at := 11; at < number; k++ {
		// The leap month is the first in which the sun enters no new sign.
		if leap && sunSign(newMoonDay(k+1)) == sunSign(newMoonDay(k+2)) {
			leap = false
			continue
		}
		at++
	}
	return newMoonDay(k) + Day(day-1)
}

// solsticeMonth is the number of the new moon that begins the lunar month in which
// the winter solstice of a civil year falls.
func solsticeMonth(year int) int {
	const capricorn = 9
	solstice := On(year, time.December, 19)
	for sunSign(solstice+1) != capricorn {
		solstice++
	}
	k := int(float64(year-2000)*12.3685) + 13
	for newMoonDay(k) > solstice {
		k--
	}
	return k
}

// Days and Julian days: noon UTC of day 0 is Julian day 1721425.
const (
	julianOfDayZero = 1721425
	zoneOfVietnam   = 7.0 / 24
)

// newMoonDay is the local day of the k-th new moon after that of 6/1/2000.
func newMoonDay(k int) Day {
	return Day(math.Floor(newMoon(float64(k))+0.5+zoneOfVietnam)) - julianOfDayZero
}

// sunSign is the twelfth of the ecliptic, 0–11 from the March equinox, in which the
// sun stands when a local day begins.
func sunSign(d Day) int {
	t := (float64(d) + julianOfDayZero - 0.5 - zoneOfVietnam - 2451545) / 36525
	return int(sunLongitude(t) / 30)
}

// sunLongitude is the apparent longitude of the sun in degrees, 0–360, t being in
// centuries from 2000: Meeus, Astronomical Algorithms, chapter 25.
func sunLongitude(t float64) float64 {
	anomaly := 357.52911 + 35999.05029*t - 0.0001537*t*t
	center := (1.914602-0.004817*t)*sine(anomaly) +
		(0.019993-0.000101*t)*sine(2*anomaly) + 0.000289*sine(3*anomaly)
	longitude := 280.46646 + 36000.76983*t + 0.0003032*t*t + center
	longitude -= 0.00569 + 0.00478*sine(125.04-1934.136*t)
	longitude = math.Mod(longitude, 360)
	if longitude < 0 {
		longitude += 360
	}
	return longitude
}

func sine(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }

// newMoon is the Julian day, in universal time, of the k-th new moon after that of
// 6/1/2000: Meeus, chapter 49, to about a minute.
func newMoon(k float64) float64 {
	t := k / 1236.85
	sun := 2.5534 + 29.10535670*k - 0.0000014*t*t
	moon := 201.5643 + 385.81693528*k + 0.0107582*t*t + 0.00001238*t*t*t
	node := 160.7108 + 390.67050284*k - 0.0016118*t*t - 0.00000227*t*t*t
	e := 1 - 0.002516*t - 0.0000074*t*t
	mean := 2451550.09766 + 29.530588861*k + 0.00015437*t*t - 0.00000015*t*t*t
	day := mean
	for _, term := range newMoonTerms {
		size := term.size * math.Pow(e, math.Abs(term.sun))
		day += size * sine(term.sun*sun+term.moon*moon+term.node*node)
	}
	day -= 0.00017 * sine(124.7746-1.56375588*k+0.0020672*t*t)
	day += 0.000325*sine(299.77+0.107408*k-0.009173*t*t) + 0.000165*sine(251.88+0.016321*k)
	// The earth's clock lags by about a minute today, half a second more each year.
	secondsBehind := 64 + 0.5*k/12.3685
	return day - secondsBehind/secondsPerDay
}

// newMoonTerms are the periodic terms, in days, with the multiples of the sun's
// anomaly, the moon's anomaly and the moon's distance from its node.
var newMoonTerms = []struct{ size, sun, moon, node float64 }{
	{-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0}, {0.01608, 0, 2, 0}, {0.01039, 0, 0, 2},
	{0.00739, -1, 1, 0}, {-0.00514, 1, 1, 0}, {0.00208, 2, 0, 0}, {-0.00111, 0, 1, -2},
	{-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0}, {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2},
	{0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0}, {-0.00007, 2, 1, 0}, {0.00004, 0, 2, -2},
	{0.00004, 3, 0, 0}, {0.00003, 1, 1, -2}, {0.00003, 0, 2, 2}, {-0.00003, 1, 1, 2},
	{0.00003, -1, 1, 2}, {-0.00002, -1, 1, -2}, {-0.00002, 1, 3, 0}, {0.00002, 0, 4, 0},
}
