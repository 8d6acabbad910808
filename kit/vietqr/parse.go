package vietqr

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"cchc/kit/vntext"
)

// Parse reads a payload. It fails on a wrong checksum, on a cut text, and on codes that
// are no transfer in đồng to an account in Vietnam. Tags it does not know are passed over.
func Parse(text string) (t Transfer, err error) {
	at := len(text) - 4
	if at < 4 || text[at-4:at] != tagCheck+"04" {
		return t, errors.New("vietqr: no checksum at the end")
	}
	if want := fmt.Sprintf("%04X", checksum(text[:at])); text[at:] != want {
		return t, fmt.Errorf("vietqr: checksum %s, not %s", text[at:], want)
	}
	tags, err := split(text)
	if err != nil {
		return t, err
	}
	if tags[tagVersion] != "01" || tags[tagCurrency] != dong || tags[tagCountry] != "VN" {
		return t, errors.New("vietqr: not a code for đồng in Vietnam")
	}
	if t.Bank, t.Account, err = beneficiary(tags[tagNapas]); err != nil {
		return t, err
	}
	if amount, has := tags[tagAmount]; has {
		if t.Amount, err = whole(amount); err != nil {
			return t, err
		}
	}
	more, err := split(tags[tagMore])
	if err != nil {
		return t, err
	}
	t.Purpose = more["08"]
	return t, t.Check()
}

// beneficiary reads tag 38.
func beneficiary(text string) (bank, account string, err error) {
	outer, err := split(text)
	if err != nil {
		return "", "", err
	}
	if outer["00"] != napasGUID || outer["02"] != toAccount {
		return "", "", errors.New("vietqr: not a NAPAS transfer to an account")
	}
	inner, err := split(outer["01"])
	return inner["00"], inner["01"], err
}

// whole reads an amount; banks may write "50000.00".
func whole(amount string) (int64, error) {
	digits, fraction, _ := strings.Cut(amount, ".")
	n, err := strconv.ParseUint(digits, 10, 62)
	if err != nil || strings.Trim(fraction, "0") != "" || n == 0 {
		return 0, fmt.Errorf("vietqr: amount %q is not whole đồng", amount)
	}
	return int64(n), nil
}

// split takes apart a text of tags; a tag twice is an error.
func split(text string) (map[string]string, error) {
	tags := map[string]string{}
	for text != "" {
		if len(text) < 4 {
			return nil, errors.New("vietqr: the text is cut off")
		}
		n, err := strconv.ParseUint(text[2:4], 10, 8)
		if err != nil || len(text) < 4+int(n) {
			return nil, fmt.Errorf("vietqr: length %q of tag %q", text[2:4], text[:2])
		}
		tag := text[:2]
		if _, twice := tags[tag]; twice {
			return nil, fmt.Errorf("vietqr: tag %q twice", tag)
		}
		tags[tag], text = text[4:4+n], text[4+n:]
	}
	return tags, nil
}

// Fold brings a Vietnamese text to what banks carry: ASCII capitals without accents,
// single blanks, cut to a length.
func Fold(text string, most int) string {
	folded := strings.Map(func(r rune) rune {
		if r < 0x80 && purposeShape.MatchString(string(r)) {
			return r
		}
		return ' '
	}, strings.ToUpper(vntext.Fold(text)))
	folded = strings.Join(strings.Fields(folded), " ")
	return strings.TrimSpace(folded[:min(len(folded), most)])
}
