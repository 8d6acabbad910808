package vntext

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func sortedBy(key func(string) string, texts []string) []string {
	return slices.SortedFunc(slices.Values(texts), func(a, b string) int { return strings.Compare(key(a), key(b)) })
}

// checkOrder shuffles the wanted order by reversing it and sorts it again.
func checkOrder(t *testing.T, key func(string) string, want []string) {
	t.Helper()
	shuffled := slices.Clone(want)
	slices.Reverse(shuffled)
	if got := sortedBy(key, shuffled); !slices.Equal(got, want) {
		t.Errorf("sorted %q, want %q", got, want)
	}
}

func TestKeysSortAsAVietnameseDictionary(t *testing.T) {
	checkOrder(t, SortKey, []string{"a", "à", "ả", "ã", "á", "ạ", "ă", "â", "b", "d", "dz", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"})
	checkOrder(t, SortKey, []string{"", "ca ba", "ca bá", "cà ba", "Hà Nam", "Hà Nội", "Hải Phòng"})
}

func TestNumbersInsideTextSortByTheirValue(t *testing.T) {
	checkOrder(t, SortKey, []string{"Phường 1", "Phường 2", "Phường 10", "Phường An Hải"})
}

func TestPeopleSortByGivenThenFamilyThenMiddleName(t *testing.T) {
	checkOrder(t, NameKey, []string{
		"", "LÊ VĂN AN", "Trần An", "Trần Thị An", "Lê Thị Anh", "Phạm Văn Ánh", "Đặng Bình", "Lê Thu Hà", "Lê Văn Hà", "Lý Thu Hà",
	})
	if NameKey("NGUYỄN  VĂN ĐÔNG") != NameKey("Nguyễn Văn Đông") {
		t.Error("capitals and extra blanks change the place in a list")
	}
}

func TestKeysAreSafeTextOnAnyEngine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := NameKey(rapid.String().Draw(t, "name"))
		if strings.Trim(key, "0123456789abcdef ") != "" {
			t.Fatalf("%q", key)
		}
	})
}

func TestKeysAreTheSameFromManyGoroutines(t *testing.T) {
	want := SortKey("Nguyễn Thị Hà")
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for range 200 {
				if got := SortKey("Nguyễn Thị Hà"); got != want {
					t.Errorf("%s, want %s", got, want)
					return
				}
			}
		})
	}
	all.Wait()
}

func TestNamesAreTakenApartAndMasked(t *testing.T) {
	for _, c := range []struct{ name, given, mask string }{
		{"Lê Thị Thu Hà", "Hà", "Lê T. T. H."},
		{"  nguyễn   ánh ", "ánh", "nguyễn Á."},
		{"Đỗ Thi\u0323 E\u0302\u0301n", "Ến", "Đỗ T. Ế."},
		{"Hà", "Hà", "H."},
		{"", "", ""},
	} {
		if got := GivenName(c.name); got != c.given {
			t.Errorf("GivenName(%q) = %q, want %q", c.name, got, c.given)
		}
		if got := Mask(c.name); got != c.mask {
			t.Errorf("Mask(%q) = %q, want %q", c.name, got, c.mask)
		}
	}
}

func FuzzSortKey(f *testing.F) {
	f.Add("Phường 10", "Phường 2")
	f.Add(strings.Repeat("9", 1000), "٣٤ 0007")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := SortKey(a), SortKey(b)
		if x != SortKey(a) || y != SortKey(b) {
			t.Errorf("the keys of %q and %q change", a, b)
		}
	})
}
