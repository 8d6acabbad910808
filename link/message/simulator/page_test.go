package simulator

import (
	"net/http/httptest"
	"path/filepath"
	"testing"

	"cchc/kit/browser"
)

func TestTheInboxCanBeReadByEverybody(t *testing.T) {
	record, err := Open(filepath.Join(t.TempDir(), "keep.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer record.Close()
	server := httptest.NewServer(page{record})
	defer server.Close()
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	tab := b.Tab(t, server.URL)
	tab.Go("/")
	tab.Look("inbox-empty")
	for _, e := range []Entry{
		{Way: "sms", Request: "r1", To: "0903123456", Text: "UBND xa Hoa Lam: da tiep nhan ho so H99.05-260305-0001, hen tra 12/03/2026. Tra cuu: https://motcua.anson.example/track/H99.05-260305-0001"},
		{Way: "smtp", Request: "r2", To: "nhung@anson.example", Subject: "Hồ sơ <b>có</b> kết quả", Text: "Kính gửi Đinh Thị Hồng Nhung,\n\n<script>alert(1)</script>", Fault: "twice"},
	} {
		if err := record.TakeOnce(e); err != nil {
			t.Fatal(err)
		}
	}
	tab.Go("/")
	tab.Look("inbox")
}
