package counter_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestANumberIsTakenAtTheKioskCalledAndServed(t *testing.T) {
	h := open(t)
	_, body := h.send("tri", "/counter/set-up/kiosk", http.StatusOK)
	address := regexp.MustCompile(`/counter/kiosk/[\w-]+`).FindString(body)
	if address == "" {
		t.Fatalf("no address: %s", body)
	}
	has(t, h.page("", address, http.StatusOK), "Nộp hồ sơ", "Tôi thuộc diện ưu tiên")
	has(t, h.page("", address+"?first=1", http.StatusOK), "Người cao tuổi", "Phụ nữ mang thai")
	slip, _ := h.send("", address, http.StatusSeeOther, "series", "A", "class", "old", "once", "one")
	again, _ := h.send("", address, http.StatusSeeOther, "series", "A", "class", "old", "once", "one")
	if slip != again {
		t.Error("a press repeated takes two numbers")
	}
	has(t, h.page("", slip, http.StatusOK), "A001", "Người cao tuổi", "Ông/bà là người kế tiếp")
	h.page("", "/counter/kiosk/guessed", http.StatusNotFound)
	_, body = h.send("", address, http.StatusUnprocessableEntity, "series", "Z")
	has(t, body, "Không có loại số này")

	to, _ := h.send("oanh", "/counter/queue/call", http.StatusSeeOther, "station", "2", "once", "c")
	body = h.page("oanh", to, http.StatusOK)
	has(t, body, "A001", "Đã gọi", "Tiếp nhận hồ sơ")
	has(t, h.page("", "/counter/screen/13", http.StatusOK), "A001", "đến quầy 2", "Mời số A001 đến quầy 2")
	ticket := regexp.MustCompile(`/counter/tickets/\d+`).FindString(body)
	if to, _ := h.send("oanh", ticket+"/serve", http.StatusSeeOther, "then", "receive"); to != "/desk/receive" {
		t.Errorf("served at %s", to)
	}
	_, body = h.send("hue", "/counter/queue/call", http.StatusConflict, "station", "1")
	has(t, body, "Không còn số nào chờ ở quầy 1.")
	h.now = h.now.Add(90 * time.Second)
	h.send("oanh", ticket+"/done", http.StatusSeeOther)
	has(t, h.page("tri", "/counter/figures", http.StatusOK), "1 phút 30 giây", "quầy 2")
	h.send("xa", ticket+"/again", http.StatusForbidden)
	if answer, book := h.ask("tri", "GET", "/counter/figures.xlsx", nil); answer.StatusCode != 200 || !strings.HasPrefix(book, "PK") {
		t.Errorf("the workbook: %s", answer.Status)
	}
}

func TestTwoOfficersWhoCallAtOnceGetTwoPeople(t *testing.T) {
	h := open(t)
	for range 2 {
		h.send("oanh", "/counter/queue/take", http.StatusSeeOther, "series", "A")
	}
	done := make(chan string, 2)
	for i, who := range []string{"oanh", "hue"} {
		go func() {
			to, _ := h.send(who, "/counter/queue/call", http.StatusSeeOther, "station", fmt.Sprint(i+1))
			done <- to
		}()
	}
	<-done
	<-done
	has(t, h.page("", "/counter/screen/13", http.StatusOK), "A001", "A002")
}

func TestTheScreenIsToldWhenANumberIsCalled(t *testing.T) {
	h := open(t)
	h.send("oanh", "/counter/queue/take", http.StatusSeeOther, "series", "A")
	answer, err := http.Get(h.base + "/counter/screen/13/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	told := func() string {
		for lines.Scan() {
			if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				return id
			}
		}
		t.Fatal("the stream ends")
		return ""
	}
	first := told()
	h.send("oanh", "/counter/queue/call", http.StatusSeeOther, "station", "1")
	second := told()
	if second == first {
		t.Error("nothing has changed")
	}
	for seen, want := range map[string]bool{first: true, second: false} {
		if got := h.changedSince(seen); got != want {
			t.Errorf("a screen that comes back having seen %s is told %v", seen, got)
		}
	}
}

// changedSince says whether a screen that comes back is told of a change at once.
func (h *house) changedSince(seen string) bool {
	h.Helper()
	ctx, cancel := context.WithTimeout(h.Context(), 1500*time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", h.base+"/counter/screen/13/events", nil)
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Last-Event-ID", seen)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body) // until the time is over
	return strings.Contains(string(text), "data: changed")
}

func TestAHallIsSetUpByWhoLeadsWithItsFaultsSaid(t *testing.T) {
	h := open(t)
	body := h.page("tri", "/counter/set-up", http.StatusOK)
	has(t, body, "Bộ phận Một cửa huyện Tân Bình", "Người khuyết tật")
	_, body = h.send("tri", "/counter/set-up", http.StatusUnprocessableEntity, "desk", "13", "version", "0", "letter", "AB", "series-title", "Đất đai", "station", "1", "station-title", "", "serves", "X")
	has(t, body, "phải là một chữ cái", "Quầy 1 phục vụ loại số “X” không có", `value="Đất đai"`)
	to, _ := h.send("tri", "/counter/set-up", http.StatusSeeOther, "desk", "13", "version", "0", "letter", "d", "series-title", "Đất đai", "fields", "Đất đai; Xây dựng", "station", "7", "station-title", "Đất đai", "serves", "d", "class", "Thương binh")
	has(t, h.page("tri", to, http.StatusOK), "Đã lưu", `value="Đất đai; Xây dựng"`, `value="Thương binh"`)
	_, body = h.send("may", "/counter/set-up", http.StatusConflict, "desk", "13", "version", "0", "letter", "A", "series-title", "A", "station", "1")
	has(t, body, "vừa được người khác thay đổi")
	h.page("oanh", "/counter/set-up", http.StatusForbidden)
	h.page("tri", "/counter/set-up?desk=14", http.StatusForbidden)
	has(t, h.page("oanh", "/counter/queue", http.StatusOK), "quầy 7 Đất đai")
}
