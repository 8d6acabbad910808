package desk_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/queue"
	atcounter "cchc/store/counter"
)

func TestAFormPutAsideIsResumedExactlyAndEndsWithItsReceipt(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh")
	typed := append([]string{"once", "draft-1", "channel", "post", "note", "ghi chú riêng"}, reception...)
	to, _ := oanh.send("/desk/receive/hold", http.StatusSeeOther, typed...)
	has(t, oanh.page(to, http.StatusOK), "Đã giữ bản nháp")
	oanh.send("/desk/receive/hold", http.StatusSeeOther, typed...)
	drafts := atcounter.Drafts{DB: h.store.DB}
	list, err := drafts.Open(t.Context(), counter, h.now)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d drafts, %v", len(list), err)
	}
	if list[0].Procedure != "1.001193" {
		t.Errorf("of procedure %q", list[0].Procedure)
	}
	body := oanh.page("/desk/receive?draft="+fmt.Sprint(int64(list[0].ID)), http.StatusOK)
	for _, kept := range []string{`value="Đinh Thị Hồng Nhung"`, `value="0600000123"`, `value="gpxd"`, `value="ghi chú riêng"`, `name="once" value="draft-1"`, `<option value="post" selected>`, `name="case" value="1" checked`} {
		if !strings.Contains(body, kept) {
			t.Errorf("%s is lost", kept)
		}
	}
	if n := strings.Count(body, `name="paper"`); strings.Count(body, ` checked> <span>`) < 3 || n != 4 {
		t.Errorf("the components are not as they were: %d", n)
	}
	oanh.page("/desk/receive?draft=1", http.StatusNotFound)
	oanh.send("/desk/receive", http.StatusSeeOther, append([]string{"once", "draft-1"}, reception...)...)
	if list, err := drafts.Open(t.Context(), counter, h.now); err != nil || len(list) != 0 {
		t.Errorf("still %d drafts, %v", len(list), err)
	}
	_, body = oanh.send("/desk/receive/hold", http.StatusUnprocessableEntity, "once", "empty")
	has(t, body, "Mẫu còn trống")
}

func TestWhatAPageWasLeftWithIsThereWhenItIsLoadedAgain(t *testing.T) {
	oanh := open(t).as("oanh")
	leave := func(pairs ...string) {
		if answer, body := oanh.ask("POST", "/desk/receive/hold", values(append(pairs, "leaving", "1")...)); answer.StatusCode != http.StatusNoContent {
			t.Errorf("left: %s\n%s", answer.Status, body)
		}
	}
	leave("once", "k1", "name", "Trần An", "procedure", "gpxd")
	body := oanh.page("/desk/receive?kept=k1", http.StatusOK)
	if !strings.Contains(body, `value="Trần An"`) || !strings.Contains(body, `name="once" value="k1"`) {
		t.Error("the form is lost")
	}
	leave("once", "k2")
	oanh.page("/desk/receive?kept=k2", http.StatusOK)
}

func TestThePersonIsKeptForTheNextProcedureAndTheListNamesBoth(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh")
	first := h.received("once", "a")
	body := oanh.page("/desk/dossiers/"+first+"?done=receive", http.StatusOK)
	has(t, body, "Thủ tục khác, cùng người")
	same := strings.ReplaceAll(regexp.MustCompile(`/desk/receive\?same=[^"]+`).FindString(body), "&amp;", "&")
	body = oanh.page(same, http.StatusOK)
	if !strings.Contains(body, `value="999186012345"`) || !strings.Contains(body, `name="with" value="`+first+`"`) {
		t.Errorf("the person is lost: %s", plain(body))
	}
	second := []string{"card", "999186012345", "name", "Đinh Thị Hồng Nhung", "procedure", "1.002222", "paper", "1", "once", "b", "with", first}
	to, _ := oanh.send("/desk/receive", http.StatusSeeOther, second...)
	body = oanh.page(to, http.StatusOK)
	list := strings.ReplaceAll(regexp.MustCompile(`/desk/receive/list\?of=[^"]+`).FindString(body), "&amp;", "&")
	body = oanh.page(list, http.StatusOK)
	has(t, body, "DANH SÁCH HỒ SƠ ĐÃ TIẾP NHẬN", first, "H99.28-221230-0002", "75.000", "Đăng ký khai sinh có yếu tố nước ngoài")
	other, _ := oanh.send("/desk/receive", http.StatusSeeOther, "name", "Lê Bình", "procedure", "1.002222", "paper", "1", "once", "c")
	code, _, _ := strings.Cut(strings.TrimPrefix(other, "/desk/dossiers/"), "?")
	oanh.page("/desk/receive/list?of="+first+","+code, http.StatusUnprocessableEntity)
	hasNot(t, oanh.page("/desk/dossiers/"+first, http.StatusOK), "Thủ tục khác, cùng người")
}

func TestTheFormShowsWhomOneHasAtTheCounterAndNotesTheDossier(t *testing.T) {
	h := open(t)
	hall := atcounter.Queue{DB: h.store.DB}
	by := account.Stamp{By: 11, Unit: counter, At: h.now}
	if _, err := hall.Take(t.Context(), counter, "A", "", by); err != nil {
		t.Fatal(err)
	}
	called, err := hall.CallNext(t.Context(), counter, 2, by)
	if err != nil {
		t.Fatal(err)
	}
	has(t, h.as("oanh").page("/desk/receive", http.StatusOK), "Số A001, quầy 2")
	code := h.received("once", "t")
	if k, err := hall.Ticket(t.Context(), called.ID); err != nil || k.State != queue.Serving || len(k.Dossiers) != 1 || k.Dossiers[0] != int64(h.file(code).ID) {
		t.Errorf("the ticket is %+v, %v", k, err)
	}
}
