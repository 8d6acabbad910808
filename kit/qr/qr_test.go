package qr

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const address = "https://motcua.anson.example/t/H99.28-221230-0047?k=7F3A91C204DE55AA"

// decoded reads a picture with a program that is not ours.
func decoded(t *testing.T, picture image.Image) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "code.png")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", name).Output()
	if err != nil {
		t.Fatalf("no code found: %v", err)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// needs says whether a program is there. On the build machine it must be.
func needs(t *testing.T, program string) bool {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return true
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", program)
	}
	t.Logf("not checked: %s is missing", program)
	return false
}

// printed draws the code as a black-and-white printer does: size and dots per inch give its pixels, each
// of which is black or white by what lies under its middle, moved by a share of a pixel (0 to 3 quarters).
func printed(matrix [][]bool, millimetres, dpi, quarters int) image.Image {
	squares := len(matrix)
	pixels := millimetres * dpi * 10 / 254
	border := Quiet * pixels / squares
	picture := image.NewGray(image.Rect(0, 0, pixels+2*border, pixels+2*border))
	for y := range picture.Rect.Max.Y {
		for x := range picture.Rect.Max.X {
			picture.SetGray(x, y, color.Gray{255})
			cx, cy := (4*(x-border)+quarters)*squares/(4*pixels), (4*(y-border)+quarters)*squares/(4*pixels)
			if x >= border && y >= border && cx < squares && cy < squares && matrix[cy][cx] {
				picture.SetGray(x, y, color.Gray{0})
			}
		}
	}
	return picture
}

func TestACodeIsReadFromABlackAndWhitePrintOf25Millimetres(t *testing.T) {
	if !needs(t, "zbarimg") {
		return
	}
	for _, text := range []string{address, "H99.28-221222-0015", strings.Repeat("0123456789", 12)} {
		matrix, err := Matrix(text)
		if err != nil {
			t.Fatal(err)
		}
		for quarters := range 4 {
			if got := decoded(t, printed(matrix, 25, 200, quarters)); got != text {
				t.Errorf("read %q, want %q", got, text)
			}
		}
	}
}

func TestACodeIsASquareWithoutBorder(t *testing.T) {
	matrix, err := Matrix(address)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range matrix {
		if len(row) != len(matrix) {
			t.Fatalf("%d by %d", len(matrix), len(row))
		}
	}
	if !matrix[0][0] || !matrix[0][len(matrix)-1] || !matrix[len(matrix)-1][0] {
		t.Error("the finder patterns do not stand in the corners")
	}
}

func TestRunsCoverTheDarkSquaresAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		matrix := rapid.SliceOfN(rapid.SliceOfN(rapid.Bool(), 9, 9), 1, 9).Draw(t, "matrix")
		covered := make([][]bool, len(matrix))
		for y := range covered {
			covered[y] = make([]bool, 9)
		}
		for _, r := range Runs(matrix) {
			for x := r.X; x < r.X+r.Width; x++ {
				covered[r.Y][x] = true
			}
		}
		for y := range matrix {
			for x := range matrix[y] {
				if matrix[y][x] != covered[y][x] {
					t.Fatalf("%d, %d", x, y)
				}
			}
		}
	})
}

func TestThePathAndItsBoxAreThoseOfTheMatrix(t *testing.T) {
	if got := SVGPath([][]bool{{true, true, false, true}, {false, false, true, false}}); got != "M0 0h2v1h-2zM3 0h1v1h-1zM2 1h1v1h-1z" {
		t.Error(got)
	}
	if got := ViewBox(33); got != "-4 -4 41 41" {
		t.Error(got)
	}
}

func TestATextThatDoesNotFitIsRefused(t *testing.T) {
	if _, err := Matrix(strings.Repeat("ệ", 3000)); err == nil {
		t.Error("accepted")
	}
	if _, err := Matrix(""); err == nil {
		t.Error("an empty code is accepted")
	}
}
