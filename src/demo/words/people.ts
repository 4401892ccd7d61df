/** Given and family names by language; whoever they make up does not exist. */
export type Language = 'en' | 'es' | 'de' | 'fr' | 'it' | 'pt' | 'nl' | 'ja' | 'hi'

type Names = { female: readonly string[]; male: readonly string[]; family: readonly string[] }

const list = (text: string): string[] => text.split(' ')

export const people: Record<Language, Names> = {
  en: {
    female: list(
      'Emma Olivia Ava Sophia Grace Chloe Lily Hannah Megan Amelia Ruby Isla Freya Nora Hazel Violet Abigail Ellie Lucy Daisy',
    ),
    male: list(
      'Liam Noah Oliver James William Henry Jack Thomas Oscar Leo Samuel Daniel Owen Caleb Ethan Lucas Isaac Harvey Miles Ryan',
    ),
    family: list(
      "Smith Johnson Brown Taylor Wilson Walker Wright Hughes Cooper Bennett Foster Hayes Palmer Brooks Reed Parker Morgan Bailey Hunter Fisher Carter Ellis Mason Barker Doyle O'Brien",
    ),
  },
  es: {
    female: list(
      'María Camila Valentina Sofía Lucía Daniela Gabriela Paola Carla Fernanda Ximena Natalia Andrea Verónica Claudia Patricia Rosa Elena Carolina Antonia Javiera Catalina Constanza Isidora',
    ),
    male: list(
      'José Juan Carlos Luis Diego Andrés Mateo Sebastián Nicolás Rodrigo Gonzalo Felipe Ignacio Marcelo Álvaro Cristóbal Vicente Tomás Joaquín Pablo Hugo Óscar Raúl Iván',
    ),
    family: list(
      'Quispe Mamani Flores Rojas Vargas Choque Gutiérrez Torrez Fernández Muñoz Soto Contreras Silva Sepúlveda Morales Rodríguez López Fuentes Hernández Araya Espinoza Valenzuela Castillo Tapia Reyes Peña Núñez Salazar Cárdenas Ibáñez',
    ),
  },
  de: {
    female: list('Anna Lena Marie Sophie Laura Katharina Johanna Greta Frieda Heike Sabine Ingrid'),
    male: list('Lukas Felix Jonas Paul Maximilian Moritz Stefan Jürgen Matthias Karl Emil Anton'),
    family: list(
      'Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Krüger',
    ),
  },
  fr: {
    female: list('Camille Léa Manon Chloé Inès Juliette Élise Margaux Anaïs Hélène Sylvie Colette'),
    male: list('Louis Gabriel Hugo Arthur Jules Théo Antoine Baptiste François Étienne Marcel Rémi'),
    family: list(
      'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Lefèvre Garnier Faure Rousseau Blanc Chevalier',
    ),
  },
  it: {
    female: list('Giulia Chiara Francesca Martina Alessia Elisa Bianca Silvia Paola Ilaria'),
    male: list('Francesco Alessandro Lorenzo Matteo Davide Riccardo Giovanni Pietro Enrico Nicolò'),
    family: list(
      'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Conti Costa Fontana Moretti',
    ),
  },
  pt: {
    female: list('Ana Beatriz Juliana Larissa Mariana Letícia Renata Bruna Luíza Helena'),
    male: list('João Pedro Guilherme Rafael Thiago Bruno Caio Vinícius Otávio Márcio'),
    family: list(
      'Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Almeida Nascimento Araújo Ribeiro Barbosa Cardoso',
    ),
  },
  nl: {
    female: list('Sanne Lotte Femke Anouk Marieke Fleur Noor Saskia'),
    male: list('Daan Bram Sem Thijs Jeroen Pieter Koen Ruben'),
    family: list('Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Kuiper'),
  },
  ja: {
    female: list('Yui Sakura Aoi Hina Mei Yuna Haruka Emi'),
    male: list('Haruto Sota Yuto Ren Kaito Daiki Kenji Takumi'),
    family: list('Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Mori'),
  },
  hi: {
    female: list('Priya Ananya Diya Kavya Meera Isha Neha Pooja Riya Sunita'),
    male: list('Arjun Rohan Vikram Aditya Rahul Karan Nikhil Sanjay Amit Dev'),
    family: list('Sharma Verma Gupta Singh Patel Reddy Iyer Nair Mehta Joshi Kapoor Rao'),
  },
}
