inherit "/c"; class m { class k z; } int g() { class m x = new(class m); return 5; }
