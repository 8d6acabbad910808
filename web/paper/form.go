package paper

import "cchc/domain/calendar"

// Set is the forms of the one-stop mechanism as one circular lays them down.
type Set struct {
	Basis   string
	From    calendar.Day // the day the circular was signed
	Receipt string       // giấy tiếp nhận hồ sơ và hẹn trả kết quả
	Refusal string       // phiếu từ chối tiếp nhận giải quyết hồ sơ
	Version bool         // the receipt names the version of the procedure
}

// sets, the newest first. A paper keeps the form of the day it was made on.
var sets = []Set{
	{Basis: "TT 03/2025/TT-VPCP", From: calendar.MustDay("2025-09-15"), Receipt: "Mẫu số 01", Refusal: "Mẫu số 03", Version: true},
	{Basis: "TT 01/2018/TT-VPCP", From: calendar.MustDay("2018-11-23"), Receipt: "Mẫu số 01", Refusal: "Mẫu số 03"},
}

// SetOn is the set in use on a day; before the first one the first one serves.
func SetOn(day calendar.Day) Set {
	for _, s := range sets {
		if day >= s.From {
			return s
		}
	}
	return sets[len(sets)-1]
}
