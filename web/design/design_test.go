package design_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
	"cchc/kit/htmlcheck"
)

// table is the form of three steps as it is sent.
func table(version int, times ...string) url.Values {
	form := url.Values{"name": {"Cấp giấy phép xây dựng"}, "basis": {"2/QĐ-UBND"}, "version": {strconv.Itoa(version)}, "steps": {"3"}, "asks": {"0"}}
	contents, roles, after := []string{"Thẩm định hồ sơ", "Lấy ý kiến quy hoạch", "Phê duyệt"}, []string{"official", "counter", "leader"}, []string{"", "1", "2"}
	for i := range 3 {
		at := "steps." + strconv.Itoa(i) + "."
		form.Set(at+"content", contents[i])
		form.Set(at+"role", roles[i])
		form.Set(at+"after", after[i])
		form.Set(at+"place", "unit")
		form.Set(at+"time", "1")
		if i < len(times) {
			form.Set(at+"time", times[i])
		}
	}
	return form
}

func TestTheLongestPathStandsBesideTheLegalTimeAsTyped(t *testing.T) {
	s := set(t)
	at := s.draft()
	form := table(1, "1", "4 giờ", "2")
	form.Set("check", "1")
	status, body := s.post("an", at+"/edit", form)
	if status != 200 || !strings.Contains(body, "1 → 2 → 3: 3,5 ngày làm việc") || !strings.Contains(body, "Vượt thời hạn") {
		t.Errorf("%d: %s", status, body)
	}
	htmlcheck.Page(t, body)
	form = table(1, "0,3", "mai")
	form.Set("steps.2.place", "named")
	form.Set("steps.2.after", "hai")
	status, body = s.post("an", at+"/edit", form)
	for _, id := range []string{"f-steps-0-time-err", "f-steps-1-time-err", "f-steps-2-unit-err", "f-steps-2-after-err"} {
		if status != 422 || !strings.Contains(body, id) {
			t.Errorf("%d, no %s", status, id)
		}
	}
}

func TestRowsAreInsertedMovedAndRemovedWithWhatWaitsForThem(t *testing.T) {
	s := set(t)
	at := s.draft()
	press := func(name, value string) string {
		form := table(1)
		form.Set("asks", "1")
		form.Set("asks.0.step", "3")
		form.Set(name, value)
		_, body := s.post("an", at+"/edit", form)
		return body
	}
	for _, c := range []struct{ button, line, has string }{
		{"insert", "1", `name="steps.1.after" value="1"`}, {"insert", "1", `name="steps.2.after" value="2"`}, {"insert", "1", `<option value="4" selected>`},
		{"remove", "2", `name="steps.1.after" value="1"`}, {"remove", "2", `<option value="2" selected>`},
		{"up", "2", `name="steps.0.after" value="2"`}, {"down", "2", `name="steps.2.after" value="1"`},
	} {
		if body := press(c.button, c.line); !strings.Contains(body, c.has) {
			t.Errorf("%s %s: no %s", c.button, c.line, c.has)
		}
	}
}

func TestTwoWhoEditTheSameDraftSeeBoth(t *testing.T) {
	s := set(t)
	at := s.draft()
	if status, body := s.post("an", at+"/edit", table(1, "0,5")); status != http.StatusSeeOther {
		t.Fatal(status, body)
	}
	status, body := s.post("binh", at+"/edit", table(1, "0,25"))
	if status != http.StatusConflict || !strings.Contains(body, "0,25 ngày") || !strings.Contains(body, "0,5 ngày") || !strings.Contains(body, `name="version" value="2"`) {
		t.Errorf("%d: %s", status, body)
	}
	htmlcheck.Page(t, body)
	if f := s.flow(at); f.Steps[0].Minutes != 240 || f.EditedBy != int64(anna) {
		t.Errorf("written over: %+v", f)
	}
	if status, _ = s.post("binh", at+"/edit", table(2, "0,25")); status != http.StatusSeeOther || s.flow(at).Steps[0].Minutes != 120 {
		t.Errorf("%d: %+v", status, s.flow(at))
	}
}

func TestADraftIsApprovedByTheSecondPersonOnly(t *testing.T) {
	s := set(t)
	at := s.draft()
	s.post("an", at+"/edit", table(1, "1", "1", "1"))
	if status, _ := s.post("chair", at+"/publish", url.Values{"from": {"01/05/2022"}}); status != http.StatusConflict {
		t.Errorf("published without approval: %d", status)
	}
	s.post("an", at+"/submit", url.Values{"version": {"2"}})
	if status, _ := s.post("an", at+"/approve", url.Values{"version": {"3"}}); status != http.StatusForbidden {
		t.Errorf("approved by its writer: %d", status)
	}
	status, body := s.post("chair", at+"/return", url.Values{"reason": {""}})
	if status != 422 || !strings.Contains(body, "f-reason-err") {
		t.Errorf("%d: no reason", status)
	}
	s.post("chair", at+"/return", url.Values{"reason": {"Thiếu sản phẩm"}})
	if _, body := s.get("an", at); !strings.Contains(body, "Thiếu sản phẩm") {
		t.Error("the reason is not shown")
	}
	s.post("an", at+"/submit", url.Values{"version": {"4"}})
	s.post("chair", at+"/approve", url.Values{"version": {"5"}})
	if status, body = s.post("chair", at+"/publish", url.Values{"from": {""}, "basis": {""}}); status != 422 || !strings.Contains(body, "f-from-err") {
		t.Errorf("%d", status)
	}
	if status, body = s.post("chair", at+"/publish", url.Values{"from": {"01/05/2022"}, "basis": {"9/QĐ-UBND"}}); status != http.StatusSeeOther {
		t.Errorf("%d %s", status, body)
	}
	if f := s.flow(at); f.Status != workflow.Published || f.Basis != "9/QĐ-UBND" || f.ApprovedBy != int64(chair) {
		t.Errorf("%+v", f)
	}
}

func TestFilesGoOutAndComeBackTheSame(t *testing.T) {
	s := set(t)
	at := s.draft()
	form := table(1, "0,25", "1 giờ", "1")
	form.Set("steps.1.place", "nearest")
	form.Set("steps.1.unit", "UBND cấp xã")
	form.Set("steps.2.place", "named")
	form.Set("steps.2.unit", "H99.05")
	form.Set("steps.1.after", "")
	form.Set("steps.2.after", "1, 2")
	for name, value := range map[string]string{"asks": "1", "asks.0.step": "2", "asks.0.kind": "part", "asks.0.place": "named", "asks.0.unit": "H99.05", "asks.0.limit": "3 ngày làm việc", "asks.0.content": "Đo đạc | vẽ", "asks.0.compulsory": "1"} {
		form.Set(name, value)
	}
	if status, body := s.post("an", at+"/edit", form); status != http.StatusSeeOther {
		t.Fatal(status, body)
	}
	before := s.flow(at)
	for _, file := range []string{"flow.bpmn", "steps.xlsx"} {
		_, data := s.get("an", at+"/"+file)
		status, body := s.send("an", at+"/file", file, []byte(data))
		if status != 200 || !strings.Contains(body, "chưa lưu") {
			t.Fatalf("%s: %d %s", file, status, body)
		}
		for _, has := range []string{`name="steps.1.time" value="1 giờ"`, `name="steps.1.unit" value="UBND cấp xã"`, `name="steps.2.unit" value="H99.05"`, `name="steps.2.after" value="1, 2"`, `name="steps.1.after" value=""`,
			`name="asks.0.content" value="Đo đạc | vẽ"`, `name="asks.0.limit" value="3 ngày làm việc"`, `<option value="part" selected>`} {
			if !strings.Contains(body, has) {
				t.Errorf("%s: no %s", file, has)
			}
		}
	}
	if after := s.flow(at); after.Version != before.Version {
		t.Error("reading a file saved it")
	}
	for name, data := range map[string]string{"a.bpmn": `<!DOCTYPE x [<!ENTITY a "b">]><definitions/>`, "b.csv": "x,y\n1,2\n", "c.xlsx": "PK\x03\x04"} {
		if status, body := s.send("an", at+"/file", name, []byte(data)); status != 422 {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
}

func TestADrawnWorkflowIsSavedWithTheSameFaults(t *testing.T) {
	s := set(t)
	at := s.draft()
	_, data := s.get("an", at+"/flow.bpmn")
	drawn := strings.ReplaceAll(data, `name="Phê duyệt"`, `name="Ký duyệt"`)
	if status, body := s.post("an", at+"/draw", url.Values{"bpmn": {drawn}, "version": {"1"}}); status != http.StatusSeeOther {
		t.Fatal(status, body)
	}
	if f := s.flow(at); len(f.Steps) != 3 || f.Steps[2].Content != "Ký duyệt" || f.Steps[1].Product != "Văn bản góp ý" || !slices.Equal(f.Steps[2].After, []int{2}) {
		t.Errorf("%+v", f)
	}
	gate := strings.ReplaceAll(data, "<bpmn:startEvent", `<bpmn:exclusiveGateway id="x" name="Đủ?"/><bpmn:startEvent`)
	if status, body := s.post("an", at+"/draw", url.Values{"bpmn": {gate}, "version": {"2"}}); status != 422 || !strings.Contains(body, "tách mỗi nhánh") {
		t.Errorf("%d", status)
	}
	if status, _ := s.post("binh", at+"/draw", url.Values{"bpmn": {data}, "version": {"1"}}); status != http.StatusConflict {
		t.Errorf("%d", status)
	}
}

func TestARehearsalSaysWhatTheDraftWouldHaveSaved(t *testing.T) {
	s := set(t)
	for _, day := range []string{"2022-03-07", "2022-03-08", "2022-03-14"} {
		s.did(day + "T08:00")
	}
	at := s.draft()
	form := table(1)
	form.Set("steps.1.after", "")
	form.Set("steps.2.after", "1, 2")
	s.post("an", at+"/edit", form)
	if status, body := s.post("an", at+"/rehearsal", url.Values{"month": {"2022-03"}}); status != http.StatusSeeOther {
		t.Fatal(status, body)
	}
	id := strings.TrimPrefix(at, "/admin/workflows/")
	if _, body := s.get("chair", at+"/rehearsal"); !strings.Contains(body, "<progress") {
		t.Error("no progress while it runs")
	}
	s.must(s.plays.Play(t.Context(), id+" 2022-03", func() time.Time { return now }))
	list, err := s.plays.Of(t.Context(), s.flow(at).ID)
	s.must(err)
	r := list[0].Result
	if list[0].Total != 3 || r.Dossiers != 3 || r.Before.Minutes != 3*3*480 || r.After.Minutes != 3*2*480 || list[0].Month != rehearsal.Month("2022-03") {
		t.Errorf("%+v", list[0])
	}
	for _, page := range []string{at, at + "/rehearsal"} {
		_, body := s.get("chair", page)
		if !strings.Contains(body, "3 hồ sơ") {
			t.Errorf("%s does not show it", page)
		}
		htmlcheck.Page(t, body)
	}
	if status, _ := s.post("an", at+"/rehearsal", url.Values{"month": {"2023-03"}}); status != 422 {
		t.Error("a month to come was played")
	}
}
