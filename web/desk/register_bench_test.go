package desk_test

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cchc/domain/calendar"
)

// mostSeconds and mostHeap bound a register of a hundred thousand rows as a workbook.
const (
	mostSeconds = 15
	mostHeap    = 200 << 20
)

func BenchmarkARegisterOfAHundredThousandRowsAsAWorkbook(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { writeBook(b, n) })
	}
}

func writeBook(b *testing.B, n int) {
	h := open(b)
	var file strings.Builder
	file.WriteString(bookHead)
	for i := range n {
		day := calendar.MustDay("2021-01-04") + calendar.Day(i%700)
		fmt.Fprintf(&file, "H99.28,1.002222,,Trực tiếp,Nguyễn Văn %d,,,08:%02d %s,,,\n", i, i%60, day.Vietnamese())
	}
	h.take("cu.csv", []byte(file.String()))
	for b.Loop() {
		runtime.GC()
		var peak atomic.Uint64
		stop := make(chan struct{})
		go watch(&peak, stop)
		start := time.Now()
		size := h.download(b, "/desk/register.xlsx", "tri")
		took := time.Since(start)
		close(stop)
		b.ReportMetric(took.Seconds(), "s/book")
		b.ReportMetric(float64(peak.Load())/(1<<20), "MB-heap")
		b.ReportMetric(float64(size)/(1<<20), "MB-file")
		if took > mostSeconds*time.Second || peak.Load() > mostHeap {
			b.Errorf("%d rows took %v and %d MB of heap", n, took, peak.Load()>>20)
		}
	}
}

// watch notes the largest heap there was.
func watch(peak *atomic.Uint64, stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(20 * time.Millisecond):
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), m.HeapAlloc))
		}
	}
}

// download reads an answer away and tells its length.
func (h *house) download(b *testing.B, path, login string) int64 {
	ask, err := http.NewRequestWithContext(b.Context(), http.MethodGet, h.base+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	ask.Header.Set("Cookie", "cchc="+login)
	answer, err := http.DefaultTransport.RoundTrip(ask)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	n, err := io.Copy(io.Discard, answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatal(answer.Status, err)
	}
	return n
}
