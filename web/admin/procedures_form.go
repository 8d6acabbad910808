package admin

import (
	"strconv"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// lineName takes "offers.2.limit" apart.
func lineName(name string) (group string, i int, field string, ok bool) {
	parts := strings.SplitN(name, ".", 3)
	if len(parts) != 3 {
		return "", 0, "", false
	}
	i, err := strconv.Atoi(parts[1])
	return parts[0], i, parts[2], err == nil
}

// versionForm is a version as its form shows it.
func versionForm(v *procedure.Version) layout.Form {
	form := layout.Filled("version", strconv.Itoa(v.Version), "name", v.Name, "field", v.Field, "applicants", v.Applicants, "result", v.Result,
		"conditions", v.Conditions, "basis", strings.Join(v.Basis, "\n"), "grade", v.OnlineGrade, "pause", v.OnSupplement.String(),
		"offers", strconv.Itoa(max(len(v.Offers), 1)), "cases", strconv.Itoa(max(len(v.Cases), 1)))
	for _, l := range v.Levels {
		form.Values.Add("levels", string(l))
	}
	for i, o := range v.Offers {
		at := "offers." + strconv.Itoa(i) + "."
		form.Values.Set(at+"channel", string(o.Channel))
		form.Values.Set(at+"limit", procedure.LimitWords(o.Limit))
		form.Values.Set(at+"fee", strconv.FormatInt(o.Fee, 10))
		form.Values.Set(at+"note", o.Note)
		form.Values.Set(at+"lines", o.FeesText())
		form.Values.Set(at+"grounds", o.GroundsText())
	}
	for i, c := range v.Cases {
		at := "cases." + strconv.Itoa(i) + "."
		papers := make([]string, len(c.Components))
		for j, p := range c.Components {
			papers[j] = p.String()
		}
		form.Values.Set(at+"no", strconv.Itoa(c.No))
		form.Values.Set(at+"name", c.Name)
		form.Values.Set(at+"limit", procedure.LimitWords(c.Limit))
		form.Values.Set(at+"papers", strings.Join(papers, "\n"))
	}
	return form
}

// versionOf reads the form back. A draft need not be whole; what stands in it must be
// readable.
func versionOf(form layout.Form) (procedure.Version, error) {
	var faults refusal.List
	v := procedure.Version{
		Name: get(form, "name"), Field: get(form, "field"), Applicants: get(form, "applicants"), Result: get(form, "result"),
		Conditions: get(form, "conditions"), OnlineGrade: form.Get("grade"),
	}
	v.OnSupplement, _ = calendar.ParsePauseRule(form.Get("pause"))
	for line := range strings.SplitSeq(form.Get("basis"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			v.Basis = append(v.Basis, line)
		}
	}
	for _, l := range orgunit.Levels {
		for _, ticked := range form.Values["levels"] {
			if ticked == string(l) {
				v.Levels = append(v.Levels, l)
			}
		}
	}
	for _, line := range lines(form, "offers") {
		v.Offers = append(v.Offers, offerOf(form, line.At, &faults))
	}
	for _, line := range lines(form, "cases") {
		c := procedure.Case{Name: get(form, line.At+".name"), Limit: limitOf(form, line.At+".limit", &faults), Components: procedure.ParseComponents(form.Get(line.At + ".papers"))}
		c.No = web.Number[int](form.Get(line.At + ".no"))
		v.Cases = append(v.Cases, c)
	}
	return v, faults.OrNil()
}

func offerOf(form layout.Form, at string, faults *refusal.List) procedure.Offer {
	o := procedure.Offer{Channel: procedure.Channel(form.Get(at + ".channel")), Limit: limitOf(form, at+".limit", faults), Note: get(form, at+".note")}
	if o.Channel.Title() == "" {
		o.Channel = procedure.Direct
	}
	if typed := get(form, at+".fee"); typed != "" {
		fee, err := vntext.ParseNumber(typed)
		if err != nil || fee < 0 {
			*faults = append(*faults, refusal.Wrong(at+".fee", "Phí “%s” không phải là số đồng.", typed))
		}
		o.Fee = fee
	}
	feesOf(form, at, &o, faults)
	return o
}

// feesOf reads what the fee is made of, and the grounds. Both stand in the form: what is
// empty is taken away. A fee that was left out is the sum of its lines.
func feesOf(form layout.Form, at string, o *procedure.Offer, faults *refusal.List) {
	lines, err := procedure.ParseFees(form.Get(at + ".lines"))
	*faults = append(*faults, placed(at+".lines", err)...)
	grounds, err := procedure.ParseGrounds(form.Get(at + ".grounds"))
	*faults = append(*faults, placed(at+".grounds", err)...)
	o.Lines, o.Grounds = append([]procedure.FeeLine{}, lines...), append([]procedure.Ground{}, grounds...)
	if get(form, at+".fee") == "" {
		for _, line := range lines {
			o.Fee += line.Amount
		}
	}
	if len(*faults) == 0 {
		*faults = append(*faults, placed(at+".fee", o.CheckFees())...)
	}
}

// placed puts what is wrong at one field.
func placed(field string, err error) (list refusal.List) {
	for _, no := range refusal.Of(err) {
		here := *no
		here.Field = field
		list = append(list, &here)
	}
	return list
}

// limitOf reads a limit in words or in the stored form, "" for none.
func limitOf(form layout.Form, name string, faults *refusal.List) string {
	typed := get(form, name)
	if typed == "" {
		return ""
	}
	limit, err := calendar.ParseLimit(strings.ToLower(typed))
	if err != nil {
		*faults = append(*faults, refusal.Wrong(name, "Thời hạn “%s” không đọc được; ví dụ đúng: “5 ngày làm việc”, “10 ngày”, “8 giờ làm việc”.", typed))
		return typed
	}
	return limit.String()
}

func get(form layout.Form, name string) string { return strings.TrimSpace(form.Get(name)) }
