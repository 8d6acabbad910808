package dossier

import (
	"crypto/rand"

	"cchc/domain/audit"
)

// Person is whom a dossier is about and what is asked for: personal data, kept apart
// from the dossier with a salt of their own, so that they can be erased by right.
type Person struct {
	Name    string // family name first
	Born    string // "1986-08-14" or a year
	Sex     string // "nam", "nữ"
	IDNo    string // căn cước
	Address string
	Phone   string
	Email   string
	Content string // what is asked for, in words
}

// SealedPerson is a person's data with the salt that seals them.
type SealedPerson struct {
	Person
	Salt []byte
}

// Sealed draws a salt.
func (p Person) Sealed() SealedPerson {
	salt := make([]byte, 16)
	rand.Read(salt) // never fails: see crypto/rand
	return SealedPerson{p, salt}
}

// Fields in the order of the seal.
func (p Person) Fields() []string {
	return []string{p.Name, p.Born, p.Sex, p.IDNo, p.Address, p.Phone, p.Email, p.Content}
}

// Seal is what the dossier's row and its trace hold of the person.
func (p SealedPerson) Seal() string { return audit.Seal(p.Salt, p.Fields()...) }

// WithSeal gives a receiving act the seal of its person.
func WithSeal(act Act, seal string) Act {
	switch a := act.(type) {
	case Receive:
		a.Seal = seal
		return a
	case RefuseAtIntake:
		a.Seal = seal
		return a
	}
	return act
}
